import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import type { DuplicateChoice as Choice, Source } from "../contract.ts";
import { t } from "./messages.ts";
import { useSourceActions } from "./sources.ts";

const choices: Choice[] = ["keep", "replace", "skip"];

/** What can become of a source that is the same as another one. `onChosen` gets what was done, as a sentence. */
export function DuplicateChoice({
  sourceId,
  name,
  twin,
  onChosen,
}: {
  sourceId: string;
  name: string;
  twin: NonNullable<Source["duplicate_of"]>;
  onChosen: (done: string, choice: Choice) => void;
}) {
  const can = useCan();
  const { resolveDuplicate } = useSourceActions();
  const [pending, setPending] = useState<Choice | null>(null);
  async function choose(choice: Choice) {
    setPending(choice);
    try {
      await resolveDuplicate(sourceId, choice);
      onChosen(doneBy[choice](twin.name), choice);
    } catch (error) {
      toast.error(messageOf(error));
      setPending(null);
    }
  }
  if (!can("source:update")) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {choices
        .filter((choice) => choice === "keep" || can("source:delete"))
        .map((choice) => (
          <Button
            key={choice}
            size="small"
            pending={pending === choice}
            disabled={pending !== null && pending !== choice}
            aria-label={t("duplicateChoice.of", { choice: labels[choice], name })}
            onClick={() => void choose(choice)}
          >
            {labels[choice]}
          </Button>
        ))}
    </div>
  );
}

const labels: Record<Choice, string> = {
  keep: t("duplicateChoice.keep"),
  replace: t("duplicateChoice.replace"),
  skip: t("duplicateChoice.skip"),
};

const doneBy: Record<Choice, (twin: string) => string> = {
  keep: () => t("duplicateChoice.kept"),
  replace: (twin) => t("duplicateChoice.replaced", { twin }),
  skip: (twin) => t("duplicateChoice.skipped", { twin }),
};
