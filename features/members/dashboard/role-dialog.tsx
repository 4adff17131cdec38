import { useState, type FormEvent } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { useIsSelling } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { Dialog, DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Field, FieldError } from "#browser/ui/field.tsx";
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
export function RoleDialog({ who, role, chosen = role, sentence, isMe = false, counts = "at once", onSave, onClose }: RoleDialogProps) {
  const options = useRoleOptions();
  const [next, setNext] = useState(chosen);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isSaving || next === role) return;
    setSaving(true);
    setFailure(null);
    try {
      await onSave(next);
      onClose();
    } catch (error) {
      setFailure(messageOf(error));
      setSaving(false);
    }
  }

  return (
    <Dialog open onClose={onClose} title={isMe ? "Step down as Owner" : `Change the role of ${who}`} sentence={sentence}>
      <form onSubmit={(event) => void save(event)}>
        <DialogBody>
          <Field label="Role">{(ties) => <Select {...ties} options={options} value={next} onChange={setNext} />}</Field>
          <div aria-live="polite" className="flex flex-col gap-2 text-soft">
            <Changes who={isMe ? "You" : who} before={role} after={next} counts={counts} />
          </div>
          {failure && <FieldError>{failure}</FieldError>}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look={isMe ? "danger" : "primary"} pending={isSaving} disabled={next === role}>
            {next === role ? "Change role" : isMe ? "Step down" : `Make ${options.find(({ value }) => value === next)?.label ?? ""}`}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
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
