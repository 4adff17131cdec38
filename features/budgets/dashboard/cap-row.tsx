import { translate } from "#browser/translate.ts";
import { useController, type Control } from "react-hook-form";
import { formatBytes, formatDate, formatNumber } from "#browser/ui/format.ts";
import { NumberField } from "#browser/ui/number-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { usageKinds } from "#features/usage/contract.ts";
import { isFlow, type Budget, type BudgetKind, type UpdateBudget } from "../contract.ts";
import type { BudgetValues } from "./budget-values.ts";
import { CapStanding } from "./cap-standing.tsx";
import { t } from "./messages.ts";

/** The organization's cap on one kind, what follows when it is reached, and how far it is used. */
export function CapRow({
  control,
  kind,
  budget,
  disabled,
}: {
  control: Control<BudgetValues, unknown, UpdateBudget>;
  kind: BudgetKind;
  budget: Budget | null;
  disabled: boolean;
}) {
  const { field } = useController({ control, name: "warn_only" });
  const value = useController({ control, name: kind }).field.value;
  const isWarning = field.value.includes(kind);
  const limit = budget?.limits[kind] ?? null;
  const cap = Math.min(budget?.[kind] ?? Infinity, limit ?? Infinity);
  const billing = budget?.billing ?? null;
  const paid = billing?.[kind] ?? null;
  const say = kind === "bytes_stored" ? formatBytes : formatNumber;
  return (
    <div className="grid gap-x-6 gap-y-3 px-5 py-4 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-start">
      <div className="flex flex-wrap items-end gap-3 sm:w-90">
        <NumberField
          control={control}
          name={kind}
          label={translate(usageKinds[kind].label)}
          min={0}
          disabled={disabled}
          {...(kind === "bytes_stored" ? { unit: "MB" } : {})}
        />
        {value !== null && (
          <Select
            aria-label={t("capRow.whenReached", { label: translate(usageKinds[kind].label) })}
            className="w-auto min-w-32"
            options={reachedOptions}
            value={isWarning ? "warn" : "stop"}
            onChange={(chosen) =>
              field.onChange(chosen === "warn" ? [...field.value, kind] : field.value.filter((other) => other !== kind))
            }
            disabled={disabled}
          />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-1 sm:pt-6">
        {Number.isFinite(cap) ? (
          <CapStanding kind={kind} cap={cap} used={budget?.used[kind] ?? 0} reserved={budget?.reserved[kind] ?? 0} />
        ) : (
          paid === null && <span className="text-sm text-soft">{t("capRow.noCap")}</span>
        )}
        {billing && paid !== null && (
          <>
            <CapStanding kind={kind} cap={paid} used={billing.used[kind] ?? 0} reserved={billing.reserved[kind] ?? 0} />
            <span className="text-sm text-soft">
              {isFlow(kind) ? t("capRow.planAllowsUntil", { date: formatDate(billing.period.to) }) : t("capRow.planAllows")}
            </span>
          </>
        )}
        {limit !== null && <span className="text-sm text-soft">{t("capRow.limit", { limit: say(limit) })}</span>}
      </div>
    </div>
  );
}

const reachedOptions = [
  { value: "stop", label: t("capRow.stop"), hint: t("capRow.stopHint") },
  { value: "warn", label: t("capRow.onlyWarn"), hint: t("capRow.warnHint") },
];
