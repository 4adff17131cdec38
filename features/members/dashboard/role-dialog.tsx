import { useController } from "react-hook-form";
import { z } from "zod";
import { useOrganization } from "#browser/api/organization.ts";
import { useIsSelling } from "#browser/api/session.ts";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { Field } from "#browser/ui/field.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { Select } from "#browser/ui/select.tsx";
import { roleChanges } from "./role-changes.ts";
import { useRoles } from "./roles/roles.ts";
import { useRoleOptions } from "./roles/role-options.ts";

type RoleDialogProps = {
  /** Whose role it is: a member's name, or the address that is invited. */
  who: string;
  role: string;
  /** The role that was chosen already. */
  chosen?: string;
  /** What is special about this change, above what it brings and takes. */
  sentence?: string;
  isMe?: boolean;
  /** A member's role counts at once, that of an invitation once it is answered. */
  counts?: "at once" | "with the answer";
  onSave: (role: string) => Promise<unknown>;
  onClose: () => void;
};

/** Chooses another role and says what that changes. It closes when the server has done it, and says so when it has not. */
export function RoleDialog({ who, isMe = false, sentence, onClose, ...form }: RoleDialogProps) {
  return (
    <Dialog open onClose={onClose} title={isMe ? "Step down as Owner" : `Change the role of ${who}`} sentence={sentence}>
      <RoleForm who={who} isMe={isMe} onClose={onClose} {...form} />
    </Dialog>
  );
}

const Choice = z.object({ role: z.string() });

function RoleForm({ who, role, chosen = role, isMe = false, counts = "at once", onSave, onClose }: Omit<RoleDialogProps, "sentence">) {
  const options = useRoleOptions();
  const form = useZodForm(Choice, { role: chosen });
  const { field } = useController({ control: form.control, name: "role" });
  const next = field.value;

  async function save() {
    await onSave(next);
    onClose();
  }

  return (
    <DialogForm
      form={form}
      onSubmit={save}
      action={next === role ? "Change role" : isMe ? "Step down" : `Make ${options.find(({ value }) => value === next)?.label ?? ""}`}
      look={isMe ? "danger" : "primary"}
      disabled={next === role}
      asksBeforeClosing={false}
    >
      <Field label="Role">{(ties) => <Select {...ties} options={options} value={next} onChange={field.onChange} />}</Field>
      <div aria-live="polite" className="flex flex-col gap-2 text-soft">
        <Changes who={isMe ? "You" : who} before={role} after={next} counts={counts} />
      </div>
    </DialogForm>
  );
}

function Changes({ who, before, after, counts }: { who: string; before: string; after: string; counts: "at once" | "with the answer" }) {
  const { name } = useOrganization();
  const roles = useRoles();
  const isSelling = useIsSelling();
  const [from, to] = [before, after].map((id) => roles.find((role) => role.id === id));
  if (before === after)
    return (
      <p>{`${who} ${who === "You" ? "are" : "is"} ${counts === "at once" ? "" : "invited as "}${from?.name ?? ""} now. Choose another role to see what changes.`}</p>
    );
  const { gained, lost } = roleChanges([...(from?.held ?? [])], [...(to?.held ?? [])], isSelling);
  return (
    <>
      {gained && <p className="[overflow-wrap:anywhere]">{`${who} will be able to ${gained}.`}</p>}
      {lost && <p className="[overflow-wrap:anywhere]">{`${who} will no longer be able to ${lost}.`}</p>}
      {!gained && !lost && <p>Both roles can do the same.</p>}
      {counts === "at once" && <p>{`It counts at once, in every project of ${name}.`}</p>}
    </>
  );
}
