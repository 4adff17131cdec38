import { useState } from "react";
import { useController, type Control } from "react-hook-form";
import type { z } from "zod";
import type { Permission } from "#access/permissions.ts";
import { Field } from "#browser/ui/field.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { PermissionTicks } from "#features/members/dashboard/roles/permission-ticks.tsx";
import { Select } from "#browser/ui/select.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { expiryDays, type CreateApiKey } from "../contract.ts";

type Values = z.input<typeof CreateApiKey>;
type Result = z.output<typeof CreateApiKey>;

/** Name, permissions out of one's own, and how long the key is good. */
export function GenerateKeyFields({ control, offered }: { control: Control<Values, unknown, Result>; offered: readonly Permission[] }) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[1fr_220px]">
        <TextField
          control={control}
          name="name"
          label="Name"
          hint="What will use it, such as “CRM import”."
          autoComplete="off"
          maxLength={80}
        />
        <Expiry control={control} />
      </div>
      <PermissionTicks
        control={control}
        name="permissions"
        label="Permissions"
        hint="A key can never do more than you can. When you lose a permission, so does the key."
        offered={offered}
        everything="Everything I can do"
      />
    </>
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
