import { useController, type Control } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { ApiError } from "#browser/api/api-error.ts";
import type { KnownRole } from "./roles.ts";
import { Field } from "#browser/ui/field.tsx";
import { FormDialog } from "#browser/ui/form-dialog.tsx";
import { Select } from "#browser/ui/select.tsx";
import { t } from "../messages.ts";
import { useRoleOptions } from "./role-options.ts";
import { holdersSentence } from "./holders-sentence.ts";
import { useRoleActions } from "./role-actions.ts";

const Choice = z.object({ move_to: z.string().min(1, t("deleteRoleDialog.nothingChosen")) });
const NoChoice = z.object({ move_to: z.string() });
type Values = z.output<typeof NoChoice>;

/** Asks where a role's members go, where it has any, and deletes it. */
export function DeleteRoleDialog({ role, onClose }: { role: KnownRole; onClose: () => void }) {
  const held = holdersSentence(role);
  const { remove, refresh } = useRoleActions();

  async function submit({ move_to }: Values) {
    try {
      await remove(role.id, move_to || null);
    } catch (error) {
      // Somebody was given the role meanwhile; read again, the dialog asks which role they get.
      if (error instanceof ApiError && error.status === 409) await refresh();
      throw error;
    }
    toast(t("deleteRoleDialog.deleted", { name: role.name }));
    onClose();
  }

  return (
    <FormDialog
      open
      onClose={onClose}
      title={t("deleteRoleDialog.title", { name: role.name })}
      sentence={held ?? t("deleteRoleDialog.nobodyHas")}
      schema={held ? Choice : NoChoice}
      values={{ move_to: "" }}
      action={t("deleteRoleDialog.deleteRole")}
      look="danger"
      asksBeforeClosing={false}
      onSubmit={submit}
    >
      {({ control }) => held && <MoveTo control={control} except={role.id} />}
    </FormDialog>
  );
}

function MoveTo({ control, except }: { control: Control<Values, unknown, Values>; except: string }) {
  const { field, fieldState } = useController({ control, name: "move_to" });
  const options = useRoleOptions().filter(({ value }) => value !== except && value !== "owner");
  return (
    <Field label={t("deleteRoleDialog.replacement")} hint={t("deleteRoleDialog.replacementHint")} error={fieldState.error?.message}>
      {(ties) => (
        <Select
          {...ties}
          options={options}
          value={field.value || null}
          onChange={field.onChange}
          onBlur={field.onBlur}
          placeholder={t("deleteRoleDialog.choose")}
        />
      )}
    </Field>
  );
}
