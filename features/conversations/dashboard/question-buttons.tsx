import { X } from "lucide-react";
import { Button } from "#browser/ui/button.tsx";
import { t } from "./messages.ts";

/** What can be done with a question that nobody could answer. */
export function QuestionButtons({ question, onAnswer, onDismiss }: { question: string; onAnswer: () => void; onDismiss?: () => void }) {
  return (
    <span className="flex items-center justify-end gap-1">
      <Button size="small" aria-label={t("questionButtons.addAnswerTo", { question })} onClick={onAnswer}>
        {t("questionButtons.addAnswer")}
      </Button>
      {onDismiss && (
        <Button
          look="ghost"
          size="small"
          square
          icon={X}
          aria-label={t("questionButtons.dismissIt", { question })}
          title={t("questionButtons.dismiss")}
          onClick={onDismiss}
        />
      )}
    </span>
  );
}
