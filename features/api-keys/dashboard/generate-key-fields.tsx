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
import { t } from "./messages.ts";

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
          label={t("generateKeyFields.name")}
          hint={t("generateKeyFields.nameHint")}
          autoComplete="off"
          maxLength={80}
        />
        <Expiry control={control} />
      </div>
      <PermissionTicks
        control={control}
        name="permissions"
        label={t("generateKeyFields.permissions")}
        hint={t("generateKeyFields.permissionsHint")}
        offered={offered}
        everything={t("generateKeyFields.everything")}
      />
    </>
  );
}

const never = "never";
const options = [
  { value: never, label: t("generateKeyFields.never") },
  ...expiryDays.map((days) => ({
    value: String(days),
    label: days === 365 ? t("generateKeyFields.inAYear") : t("generateKeyFields.inDays", { days }),
  })),
];

function Expiry({ control }: { control: Control<Values, unknown, Result> }) {
  const { field, fieldState } = useController({ control, name: "expires_in_days" });
  const [now] = useState(Date.now);
  const days = field.value ?? null;
  const hint = days
    ? t("generateKeyFields.validUntil", { date: formatDate(new Date(now + days * 86_400_000).toISOString()) })
    : t("generateKeyFields.validUntilRevoked");
  return (
    <Field label={t("generateKeyFields.expires")} hint={hint} error={fieldState.error?.message}>
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
