import { useMutation } from "@tanstack/react-query";
import { Check, ListPlus } from "lucide-react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import type { Citation, GivenOutcome } from "#features/answering/contract.ts";
import { questionLengthMax, type CreateCheck } from "../contract.ts";
import { useCheckActions } from "./checks.ts";
import { t } from "./messages.ts";

type Props = {
  question: string;
  answer: { outcome: GivenOutcome; citations: readonly Citation[] };
  /** Who answered; null: the built-in answerer. */
  agentId: string | null;
};

/** Keeps what was asked as a check that expects what was answered: one click, and one that takes it back. */
export function SaveAsCheck({ question, answer, agentId }: Props) {
  const may = useCan()("check:create");
  const { create, remove } = useCheckActions();
  const check = checkOf({ question, answer, agentId });
  const save = useMutation({
    mutationFn: create,
    onSuccess({ id, expects }) {
      const undo = async () => {
        await remove(id);
        save.reset();
      };
      toast(t("saveAsCheck.saved"), {
        description: expects === "declined" ? t("saveAsCheck.expectsDeclined") : t("saveAsCheck.expectsSource"),
        action: { label: t("saveAsCheck.undo"), onClick: () => void undo().catch(sayWhy) },
      });
    },
    onError: sayWhy,
  });
  if (!may || !check) return null;
  return (
    <Button
      size="small"
      look="ghost"
      icon={save.isSuccess ? Check : ListPlus}
      pending={save.isPending}
      disabled={save.isSuccess}
      onClick={() => save.mutate(check)}
    >
      {save.isSuccess ? t("saveAsCheck.saved") : t("saveAsCheck.save")}
    </Button>
  );
}

/** Null for what is no answer from the documents, such as a greeting. */
function checkOf({ question, answer: { outcome, citations }, agentId }: Props): CreateCheck | null {
  const asked = { question: question.slice(0, questionLengthMax).toWellFormed(), agent_id: agentId };
  if (outcome === "declined") return { ...asked, expects: "declined" };
  const source = citations[0]?.source_id;
  return source === undefined ? null : { ...asked, expects: "source", source_id: source, suggestion_counts: outcome === "suggested" };
}

const sayWhy = (error: unknown) => toast.error(messageOf(error));
