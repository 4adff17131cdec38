import { useController, type Control } from "react-hook-form";
import { CheckLine } from "#browser/ui/check-line.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import { t } from "./messages.ts";
import type { ToolResult, ToolValues } from "./tool-form.ts";

/** Whether the visitor is asked before each call, and in which words. */
export function ConfirmField({ control }: { control: Control<ToolValues, unknown, ToolResult> }) {
  const { field } = useController({ control, name: "confirm" });
  return (
    <div className="flex flex-col gap-4">
      <CheckLine
        checked={field.value !== null}
        onChange={(isTicked) => field.onChange(isTicked ? "" : null)}
        label={t("toolDialog.confirmLabel")}
        hint={t("toolDialog.confirmHint")}
      />
      {field.value !== null && (
        <TextField
          control={control}
          name="confirm"
          label={t("toolDialog.confirm")}
          placeholder={t("toolDialog.confirmExample")}
          autoComplete="off"
        />
      )}
    </div>
  );
}
