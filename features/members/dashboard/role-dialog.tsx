import { useController } from "react-hook-form";
import { z } from "zod";
import { useOrganization } from "#browser/api/organization.ts";
import { useIsSelling } from "#browser/api/session.ts";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Dialog } from "#browser/ui/dialog.tsx";
import { Field } from "#browser/ui/field.tsx";
import { useZodForm } from "#browser/ui/form.tsx";
import { Select } from "#browser/ui/select.tsx";
import { t } from "./messages.ts";
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
    <Dialog open onClose={onClose} title={isMe ? t("roleDialog.stepDownTitle") : t("roleDialog.title", { who })} sentence={sentence}>
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
      action={
        next === role
          ? t("roleDialog.changeRole")
          : isMe
            ? t("roleDialog.stepDown")
            : t("roleDialog.make", { role: options.find(({ value }) => value === next)?.label ?? "" })
      }
      look={isMe ? "danger" : "primary"}
      disabled={next === role}
      asksBeforeClosing={false}
    >
      <Field label={t("roleDialog.role")}>{(ties) => <Select {...ties} options={options} value={next} onChange={field.onChange} />}</Field>
      <div aria-live="polite" className="flex flex-col gap-2 text-soft">
        <Changes who={isMe ? null : who} before={role} after={next} counts={counts} />
      </div>
    </DialogForm>
  );
}

/** @param who null where it is the reader */
function Changes({
  who,
  before,
  after,
  counts,
}: { who: string | null } & Pick<Required<RoleDialogProps>, "counts"> & Record<"before" | "after", string>) {
  const { name } = useOrganization();
  const roles = useRoles();
  const isSelling = useIsSelling();
  const [from, to] = [before, after].map((id) => roles.find((role) => role.id === id));
  if (before === after) {
    const role = from?.name ?? "";
    if (who === null) return <p>{t("roleDialog.youAre", { role })}</p>;
    return <p>{counts === "at once" ? t("roleDialog.theyAre", { who, role }) : t("roleDialog.invited", { who, role })}</p>;
  }
  const { gained, lost } = roleChanges([...(from?.held ?? [])], [...(to?.held ?? [])], isSelling);
  return (
    <>
      {gained && (
        <p className="[overflow-wrap:anywhere]">
          {who === null ? t("roleDialog.youGain", { gained }) : t("roleDialog.gained", { who, gained })}
        </p>
      )}
      {lost && (
        <p className="[overflow-wrap:anywhere]">{who === null ? t("roleDialog.youLose", { lost }) : t("roleDialog.lost", { who, lost })}</p>
      )}
      {!gained && !lost && <p>{t("roleDialog.same")}</p>}
      {counts === "at once" && <p>{t("roleDialog.when", { name })}</p>}
    </>
  );
}
