import { toast } from "sonner";
import type { z } from "zod";
import { everyPermission } from "#access/permissions.ts";
import { useOrganization } from "#browser/api/organization.ts";
import { useRoles } from "./roles.ts";
import { ConflictNotice } from "#browser/ui/conflict-notice.tsx";
import { DialogForm } from "#browser/ui/dialog-form.tsx";
import { Field } from "#browser/ui/field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { PermissionTicks } from "./permission-ticks.tsx";
import { sayPermission, usePermissionGroups } from "./permission-words.ts";
import { CreateRole, type OrganizationRole } from "../../contract.ts";
import { t } from "../messages.ts";
import { useRoleActions } from "./role-actions.ts";

type Values = z.input<typeof CreateRole>;
type Result = z.output<typeof CreateRole>;

/** The name of a role, what it is for, and a box for each permission; a new one can start as a copy of another. */
export function RoleForm({ role, from, onClose }: { role: OrganizationRole | null; from: OrganizationRole | null; onClose: () => void }) {
  const { create, update, read } = useRoleActions();
  const { permissions: own } = useOrganization();
  const roles = useRoles();
  const groups = usePermissionGroups();
  /** The names that a form keeps, as one would say them. */
  const inWords = (names: string) =>
    names
      .split(",")
      .map((name) => sayPermission(groups, name))
      .join(", ");
  const copied = (of: OrganizationRole | null) => of?.permissions.filter((name) => own.includes(name)) ?? [];
  const valuesOf = (of: OrganizationRole | null): Values => ({
    name: of?.name ?? "",
    description: of ? of.description : (from?.description ?? ""),
    permissions: of ? of.permissions : copied(from),
  });
  const { form, submit, conflict } = useVersionedForm<Values, Result, OrganizationRole>(CreateRole, {
    record: role,
    valuesOf,
    read: async () => (role ? await read(role.id) : null),
    write: (body, version) => (role ? update(role.id, body, version) : create(body)),
    onSaved(saved) {
      toast(role ? t("roleForm.saved", { name: saved.name }) : t("roleForm.created", { name: saved.name }));
      onClose();
    },
  });

  return (
    <DialogForm
      form={form}
      onSubmit={submit}
      action={role ? t("roleForm.save") : t("roleForm.createRole")}
      conflict={
        conflict && (
          <ConflictNotice
            form={form}
            conflict={conflict}
            labels={{ name: t("roleForm.name"), description: t("roleForm.description"), permissions: t("roleForm.permissions") }}
            show={(name, value) => (name === "permissions" ? inWords(value) : value)}
          />
        )
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField control={form.control} name="name" label={t("roleForm.name")} autoComplete="off" />
        <TextField
          control={form.control}
          name="description"
          label={<>{t.rich("roleForm.descriptionOptional", { soft: (text) => <span className="font-normal text-soft">{text}</span> })}</>}
          autoComplete="off"
        />
      </div>
      {!role && (
        <Field label={t("roleForm.startFrom")} hint={t("roleForm.startFromHint")}>
          {(ties) => (
            <Select
              {...ties}
              options={roles.map(({ id, name }) => ({ value: id, label: name }))}
              value={null}
              placeholder={from ? t("roleForm.copyOf", { name: from.name }) : t("roleForm.choose")}
              onChange={(id) => form.setValue("permissions", copied(roles.find((one) => one.id === id) ?? null), { shouldDirty: true })}
            />
          )}
        </Field>
      )}
      <PermissionTicks
        control={form.control}
        name="permissions"
        label={t("roleForm.permissions")}
        hint={own.includes("organization:transfer") && t("roleForm.ownersOnly")}
        offered={everyPermission}
        fixed={fixedFor(own)}
        everything={t("roleForm.everything")}
      />
    </DialogForm>
  );
}

/** What a person cannot tick: permissions that they lack, and those that come with every role. */
function fixedFor(own: readonly string[]) {
  const lacking = everyPermission
    .filter((name) => !own.includes(name))
    .map((name) => [name, { checked: false, why: t("roleForm.notYours") }]);
  return { ...Object.fromEntries(lacking), "organization:read": { checked: true, why: t("roleForm.withEveryRole") } };
}
