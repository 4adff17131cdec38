import { useState } from "react";
import { useController, type Control } from "react-hook-form";
import type { z } from "zod";
import { useOrganization } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { DialogActions, DialogBody } from "#browser/ui/dialog.tsx";
import { Field } from "#browser/ui/field.tsx";
import { Form, useZodForm } from "#browser/ui/form.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { PermissionTicks } from "#features/members/dashboard/roles/permission-ticks.tsx";
import { isReading } from "#features/members/dashboard/roles/permission-words.ts";
import { Select } from "#browser/ui/select.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { permissionsForKey } from "./key-permissions.ts";
import { CreateApiKey, expiryDays, type CreatedApiKey } from "../contract.ts";
import { useApiKeyActions } from "./api-keys-query.ts";

type Values = z.input<typeof CreateApiKey>;
type Result = z.output<typeof CreateApiKey>;

/** Name, permissions out of one's own, and how long the key is good. It begins with all that reads. */
export function GenerateKeyForm({ onClose, onCreated }: { onClose: () => void; onCreated: (created: CreatedApiKey) => void }) {
  const { create } = useApiKeyActions();
  const offered = permissionsForKey(useOrganization().permissions);
  const form = useZodForm(CreateApiKey, { name: "", permissions: offered.filter(isReading), expires_in_days: null });
  return (
    <Form form={form} onSubmit={async (values) => onCreated(await create(values))}>
      <DialogBody>
        <div className="grid gap-4 sm:grid-cols-[1fr_220px]">
          <TextField
            control={form.control}
            name="name"
            label="Name"
            hint="What will use it, such as “CRM import”."
            autoComplete="off"
            maxLength={80}
          />
          <Expiry control={form.control} />
        </div>
        <PermissionTicks
          control={form.control}
          name="permissions"
          label="Permissions"
          hint="A key can never do more than you can. When you lose a permission, so does the key."
          offered={offered}
          everything="Everything I can do"
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" pending={form.formState.isSubmitting}>
          Generate key
        </Button>
      </DialogActions>
    </Form>
  );
}

const never = "never";
const options = [
  { value: never, label: "Never" },
  ...expiryDays.map((days) => ({ value: String(days), label: days === 365 ? "In a year" : `In ${days} days` })),
];

function Expiry({ control }: { control: Control<Values, unknown, Result> }) {
  const { field, fieldState } = useController({ control, name: "expires_in_days" });
  const [now] = useState(Date.now);
  const days = field.value ?? null;
  const hint = days ? `Valid until ${formatDate(new Date(now + days * 86_400_000).toISOString())}.` : "Valid until it is revoked.";
  return (
    <Field label="Expires" hint={hint} error={fieldState.error?.message}>
      {(ties) => (
        <Select
          {...ties}
          options={options}
          value={days ? String(days) : never}
          onChange={(chosen) => field.onChange(chosen === never ? null : Number(chosen))}
          onBlur={field.onBlur}
        />
      )}
    </Field>
  );
}
