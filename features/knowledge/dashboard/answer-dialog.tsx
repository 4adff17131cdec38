import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { Source } from "../contract.ts";
import { CreateAnswer, questionLengthMax } from "../contract/answers.ts";
import { t } from "./messages.ts";
import { useSourceActions } from "./sources.ts";

type AnswerDialogProps = {
  open: boolean;
  /** What was asked, where that is known already. */
  question?: string;
  /** The answer that is changed; a new one otherwise. */
  source?: Source | undefined;
  onClose: () => void;
  /** It is stored, and the dialog has nothing more to do. */
  onSaved: (source: Source) => void;
};

/** Adds a question with its answer, or changes one. */
export function AnswerDialog({ open, question = "", source, onClose, onSaved }: AnswerDialogProps) {
  const { addAnswer, update } = useSourceActions();
  async function save({ question: name, answer }: CreateAnswer) {
    onSaved(await (source ? update(source.id, { name, answer }) : addAnswer({ question: name, answer })));
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={source ? t("answerDialog.editTitle") : t("answerDialog.title")}
      sentence={t("answerDialog.sentence")}
      schema={CreateAnswer}
      values={{ question: source?.name ?? question.slice(0, questionLengthMax), answer: source?.answer ?? "" }}
      action={source ? t("answerDialog.save") : t("answerDialog.add")}
      onSubmit={save}
    >
      {({ control }) => (
        <>
          <TextField
            control={control}
            name="question"
            label={t("answerDialog.question")}
            hint={t("answerDialog.questionHint")}
            autoComplete="off"
          />
          <TextArea
            control={control}
            name="answer"
            label={t("answerDialog.answer")}
            hint={t("answerDialog.answerHint")}
            rows={6}
            autoFocus={question !== "" || source !== undefined}
          />
        </>
      )}
    </FormDialog>
  );
}
