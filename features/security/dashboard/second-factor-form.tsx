import { useQueryClient } from "@tanstack/react-query";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { CardFields } from "#browser/ui/card.tsx";
import { Checkbox } from "#browser/ui/checkbox.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { SettingsForm } from "#browser/ui/settings-form.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { useVersionedForm } from "#browser/ui/versioned-form.ts";
import { noticeDays, Security } from "../contract.ts";
import { t } from "./messages.ts";
import { securityQuery } from "./security-query.ts";

const Fields = z.object({ required: z.boolean(), second_factor_from: z.string() });
type Fields = z.output<typeof Fields>;

/** Whether and from which day on a second factor is asked for, and who would be locked out then. */
export function SecondFactorForm({ security }: { security: Security }) {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const refusal = useRefusal("organization:security", (roles) => t("secondFactorForm.whoMay", { roles }));
  const call = organizationApi(organizationId);
  const { form, submit, conflict } = useVersionedForm<Fields, Fields, Security>(Fields, {
    record: security,
    valuesOf,
    read: () => call("/security", Security),
    write: ({ required, second_factor_from: day }, version) =>
      call("/security", Security, { method: "PUT", body: { second_factor_from: required ? day : null }, version }),
    onSaved(saved) {
      client.setQueryData(securityQuery(organizationId).queryKey, saved);
      toast(t("secondFactorForm.saved"));
    },
  });
  const { control } = form;
  const required = useWatch({ control, name: "required" });
  const day = useWatch({ control, name: "second_factor_from" });
  const labels = { required: t("secondFactorForm.required"), second_factor_from: t("secondFactorForm.from") };
  const [first, second] = noticeDays;

  return (
    <SettingsForm
      form={form}
      onSubmit={submit}
      hint={t("secondFactorForm.hint", { first: String(first), second: String(second) })}
      refusal={refusal}
      conflict={conflict}
      labels={labels}
    >
      <CardFields>
        <Checkbox
          control={control}
          name="required"
          label={labels.required}
          hint={t("secondFactorForm.requiredHint")}
          disabled={refusal !== null}
        />
        {required && (
          <TextField
            control={control}
            name="second_factor_from"
            label={labels.second_factor_from}
            type="date"
            min={today()}
            className="max-w-56"
            readOnly={refusal !== null}
          />
        )}
        {required && day && <LockedOut security={security} day={day} />}
      </CardFields>
    </SettingsForm>
  );
}

function LockedOut({ security: { members_without }, day }: { security: Security; day: string }) {
  if (members_without.length === 0) return <p className="text-soft">{t("secondFactorForm.nobody")}</p>;
  return (
    <div>
      <p className="font-medium text-warn">{t("secondFactorForm.lockedOut", { count: members_without.length, date: formatDate(day) })}</p>
      <ul aria-label={t("secondFactorForm.without")} className="mt-2 divide-y">
        {members_without.map(({ membership_id, name, email, role_name, api_keys }) => (
          <li key={membership_id} className="py-2">
            <span className="block font-medium [overflow-wrap:anywhere]">{name}</span>
            <span className="block text-sm [overflow-wrap:anywhere] text-soft">
              {[email, role_name, api_keys.length > 0 && t("secondFactorForm.keys", { names: api_keys.join(", ") })]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const dayMs = 86_400_000;
const dayIn = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
const today = () => dayIn(0);

function valuesOf(security: Security | null): Fields {
  const from = security?.second_factor_from?.slice(0, 10);
  // Far enough ahead for every notice.
  return { required: from !== undefined, second_factor_from: from ?? dayIn(noticeDays[0] + 1) };
}
