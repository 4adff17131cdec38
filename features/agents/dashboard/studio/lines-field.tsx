import { Plus, X } from "lucide-react";
import { useController, type Control } from "react-hook-form";
import { Button } from "#browser/ui/button.tsx";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { settingLabels } from "./setting-words.ts";

/** A setting that is a list of short lines, each in a field of its own. */
export function LinesField({
  control,
  name,
  max,
  hint,
  words,
  may,
}: {
  control: Control<DraftValues, unknown, DraftResult>;
  name: "suggested_questions" | "hands_over_words";
  max: number;
  hint: string;
  words: { line: (number: number) => string; add: string; remove: (number: number) => string };
  may: boolean;
}) {
  const { field, fieldState } = useController({ control, name });
  const lines = field.value;
  const set = (at: number, next: string) => field.onChange(lines.map((one, index) => (index === at ? next : one)));
  const wrong = Array.isArray(fieldState.error) ? fieldState.error.find((one) => one)?.message : fieldState.error?.message;
  return (
    <fieldset className="flex flex-col gap-2" disabled={!may}>
      <legend className="mb-1.5 text-sm font-medium">{settingLabels[name]}</legend>
      {lines.map((line, at) => (
        <div key={at} className="flex gap-2">
          <input
            className={inputClasses}
            dir="auto"
            value={line}
            aria-label={words.line(at + 1)}
            autoComplete="off"
            onChange={({ target }) => set(at, target.value)}
            onBlur={field.onBlur}
          />
          {may && (
            <Button
              look="ghost"
              square
              icon={X}
              aria-label={words.remove(at + 1)}
              onClick={() => field.onChange(lines.filter((_, index) => index !== at))}
            />
          )}
        </div>
      ))}
      {wrong && <FieldError>{wrong}</FieldError>}
      {may && lines.length < max && (
        <Button size="small" icon={Plus} className="self-start" onClick={() => field.onChange([...lines, ""])}>
          {words.add}
        </Button>
      )}
      <p className="text-sm text-soft">{hint}</p>
    </fieldset>
  );
}
