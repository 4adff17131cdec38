import { useController } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { ApiError } from "#browser/api/api-error.ts";
import type { KnownRole } from "./roles.ts";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Field } from "#browser/ui/field.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { Select } from "#browser/ui/select.tsx";
import { useRoleOptions } from "./role-options.ts";
import { holdersSentence } from "./holders-sentence.ts";
import { useRoleActions } from "./role-actions.ts";

const Choice = z.object({ move_to: z.string().min(1, "Choose the role that they get.") });
const NoChoice = z.object({ move_to: z.string() });

/** Asks where a role's members go, where it has any, and deletes it. */
export function DeleteRoleDialog({ role, onClose }: { role: KnownRole; onClose: () => void }) {
  const held = holdersSentence(role);
  const { remove, refresh } = useRoleActions();
  const form = useZodForm(held ? Choice : NoChoice, { move_to: "" });
  const { field, fieldState } = useController({ control: form.control, name: "move_to" });
  const options = useRoleOptions().filter(({ value }) => value !== role.id && value !== "owner");

  async function submit({ move_to }: { move_to: string }) {
    try {
      await remove(role.id, move_to || null);
    } catch (error) {
      // Somebody was given the role meanwhile; read again, the dialog asks which role they get.
      if (error instanceof ApiError && error.status === 409) await refresh();
      throw error;
    }
    toast(`The role ${role.name} is deleted.`);
    onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete the role ${role.name}?`}
      sentence={held ?? "Nobody has this role. It cannot be restored."}
    >
      <Form form={form} onSubmit={submit}>
        {held && (
          <DialogBody>
            <Field
              label="They get the role"
              hint="It applies at once. The deleted role cannot be restored."
              error={fieldState.error?.message}
            >
              {(ties) => (
                <Select
                  {...ties}
                  options={options}
                  value={field.value || null}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                  placeholder="Choose a role"
                />
              )}
            </Field>
          </DialogBody>
        )}
        <div className={held ? undefined : "mt-5"}>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="danger" pending={form.formState.isSubmitting}>
              Delete role
            </Button>
          </DialogActions>
        </div>
      </Form>
    </Dialog>
  );
}
