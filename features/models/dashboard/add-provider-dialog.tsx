import { useController, useWatch, type Control } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { Field } from "#browser/ui/field.tsx";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { PasswordField } from "#browser/ui/password-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { CreateProvider, ProviderKind } from "../contract.ts";
import { AskingNote } from "./asking-note.tsx";
import { kinds } from "./kinds.ts";
import { t } from "./messages.ts";
import { orNone } from "./or-none.ts";
import { useProviderActions } from "./providers.ts";

const { name, kind, base_url, api_key } = CreateProvider.shape;

const Form = z.object({ name, kind, base_url: orNone(base_url.unwrap()), api_key: orNone(api_key.unwrap()) });
type Values = z.input<typeof Form>;
type Result = z.output<typeof Form>;

const empty: Values = { name: "", kind: "openai", base_url: "", api_key: "" };

/** Asks for a provider and its key, and says what the provider says of them. */
export function AddProviderDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { add } = useProviderActions();
  async function submit(values: Result) {
    const provider = await add(values);
    onClose();
    toast(t("addProviderDialog.added", { name: provider.name, count: provider.models.length }));
  }
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={t("addProviderDialog.title")}
      sentence={t("addProviderDialog.sentence")}
      schema={Form}
      values={empty}
      action={t("addProviderDialog.action")}
      onSubmit={submit}
    >
      {({ control }) => <ProviderFields control={control} />}
    </FormDialog>
  );
}

function ProviderFields({ control }: { control: Control<Values, unknown, Result> }) {
  const { field } = useController({ control, name: "kind" });
  const kind = useWatch({ control, name: "kind" });
  const options = ProviderKind.options.map((value) => ({ value, ...kinds[value] }));
  return (
    <>
      <Field label={t("addProviderDialog.kind")}>
        {(ties) => <Select {...ties} options={options} value={field.value} onChange={field.onChange} onBlur={field.onBlur} />}
      </Field>
      <TextField
        control={control}
        name="name"
        label={t("addProviderDialog.name")}
        hint={t("addProviderDialog.nameHint")}
        autoComplete="off"
      />
      <PasswordField
        control={control}
        name="api_key"
        label={kind === "compatible" ? t("addProviderDialog.keyIfAny") : t("addProviderDialog.key")}
        hint={t("addProviderDialog.keyHint")}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        control={control}
        name="base_url"
        label={kind === "compatible" ? t("addProviderDialog.address") : t("addProviderDialog.otherAddress")}
        hint={kind === "compatible" ? t("addProviderDialog.addressHint") : t("addProviderDialog.otherAddressHint")}
        placeholder={kinds[kind].address || t("addProviderDialog.addressExample")}
        dir="ltr"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
      />
      <AskingNote control={control} />
    </>
  );
}
