import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "#browser/ui/card.tsx";
import { cn } from "#browser/ui/cn.ts";
import { t } from "./messages.ts";

export type Step = { title: string; detail: ReactNode; isDone: boolean; isNext: boolean; action?: ReactNode };

/** Steps with what is done ticked and the next one lifted out; each with its action at the right. */
export function StepList({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <Card className="overflow-hidden">
      <ol aria-label={label} className="divide-y">
        {steps.map(({ title, detail, isDone, isNext, action }) => (
          <li
            key={title}
            aria-current={isNext ? "step" : undefined}
            className={cn("flex min-h-[68px] flex-wrap items-center gap-x-5 gap-y-2 px-4 py-3", isNext && "bg-accent-soft")}
          >
            <span
              className={cn(
                "grid size-5 shrink-0 place-items-center rounded-full border",
                isDone ? "border-accent bg-accent text-on-accent" : isNext ? "border-accent" : "border-line-strong",
              )}
            >
              {isDone && <Check aria-hidden className="size-3" strokeWidth={3} />}
              <span className="sr-only">{isDone ? t("stepList.done") : t("stepList.toDo")}</span>
            </span>
            <div className="min-w-0 flex-1 basis-44">
              <h2 className="font-semibold">{title}</h2>
              <div className="text-sm text-soft">{detail}</div>
            </div>
            {action && <div className={cn("flex flex-wrap gap-2", !isDone && "max-sm:w-full max-sm:pl-10 empty:hidden")}>{action}</div>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
