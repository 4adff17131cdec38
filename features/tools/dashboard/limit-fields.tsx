import type { Control } from "react-hook-form";
import { NumberField } from "#browser/ui/number-field.tsx";
import { t } from "./messages.ts";

type WithLimits = { timeout_seconds: number; size_max_kb: number };

/** How long a server is waited for, and how much of its answer is read. */
export function LimitFields<Values extends WithLimits, Result>(props: { control: Control<Values, unknown, Result> }) {
  // Of the form, what it has beside limits does not matter here.
  const control = props.control as unknown as Control<WithLimits, unknown, WithLimits>;
  return (
    <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
      <NumberField
        control={control}
        name="timeout_seconds"
        label={t("toolDialog.timeout")}
        unit={t("toolDialog.seconds")}
        min={1}
        max={30}
      />
      <NumberField control={control} name="size_max_kb" label={t("toolDialog.size")} unit={t("toolDialog.kb")} min={1} max={1024} />
    </div>
  );
}
