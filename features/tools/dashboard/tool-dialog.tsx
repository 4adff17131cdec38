import { useWatch } from "react-hook-form";
import { Dialog } from "#browser/ui/dialog.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { TextArea } from "#browser/ui/text-area.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { HttpTool, questionBefore } from "../contract/http-tool.ts";
import { ConfirmField } from "./confirm-field.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { HeaderFields } from "./header-fields.tsx";
import { LimitFields } from "./limit-fields.tsx";
import { t } from "./messages.ts";
import { ParameterFields } from "./parameter-fields.tsx";
import { emptyTool, ToolForm, valuesOf } from "./tool-form.ts";
import { useToolActions } from "./tools.ts";
import { TryIt } from "./try-it.tsx";
import { rejectAtField, useSecrets } from "./use-secrets.ts";

type Props = {
  /** Null: a new one. */
  tool: HttpTool | null;
  open: boolean;
  onClose: () => void;
  onSave: (tool: HttpTool) => Promise<void>;
};

/** A tool that asks a server: where, with what, and what is read of the answer. It can be tried before it is saved. */
export function ToolDialog({ open, onClose, ...props }: Props) {
  const title = props.tool ? t("toolDialog.change", { name: props.tool.name }) : t("toolDialog.add");
  return (
    <Dialog open={open} onClose={onClose} width="wide" title={title} sentence={t("toolDialog.sentence")}>
      <ToolFields {...props} />
    </Dialog>
  );
}

function ToolFields({ tool, onSave }: Omit<Props, "open" | "onClose">) {
  const { attempt } = useToolActions();
  const form = useZodForm(ToolForm, tool ? valuesOf(tool) : emptyTool);
  const { control } = form;
  const method = useWatch({ control, name: "method" });

  const withSecrets = useSecrets((at, id) => {
    form.setValue(`headers.${at}.secret_id`, id);
    form.setValue(`headers.${at}.value`, "");
  });

  return (
    <DialogForm form={form} action={t("toolDialog.save")} onSubmit={(values) => withSecrets(values).then(onSave).catch(rejectAtField)}>
      <TextField
        control={control}
        name="name"
        label={t("toolDialog.name")}
        hint={t("toolDialog.nameHint")}
        placeholder={t("toolDialog.nameExample")}
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
      />
      <TextArea
        control={control}
        name="when"
        rows={2}
        label={t("toolDialog.when")}
        hint={t("toolDialog.whenHint")}
        placeholder={t("toolDialog.whenExample")}
      />
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-[140px_minmax(0,1fr)]">
        <ChoiceField
          control={control}
          name="method"
          label={t("toolDialog.method")}
          options={HttpTool.shape.method.options.map((value) => ({ value, label: value }))}
          onChange={(next) => form.setValue("confirm", questionBefore({ method: next as HttpTool["method"], confirm: undefined }))}
        />
        <TextField
          control={control}
          name="url"
          label={t("toolDialog.address")}
          hint={t("toolDialog.addressHint")}
          placeholder={t("toolDialog.addressExample")}
          dir="ltr"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <ConfirmField control={control} />
      <ParameterFields control={control} method={method} />
      <HeaderFields control={control} />
      <TextArea
        control={control}
        name="answer"
        rows={2}
        label={t("toolDialog.answer")}
        hint={t("toolDialog.answerHint", { pointer: "{/status}" })}
        dir="ltr"
        spellCheck={false}
      />
      <LimitFields control={control} />
      <TryIt
        form={form}
        attempt={(values, input) =>
          withSecrets(values)
            .then((one) => attempt({ tool: one, arguments: input }))
            .catch(rejectAtField)
        }
      />
    </DialogForm>
  );
}
