import { translate } from "../translate.ts";
import { useId, type ReactNode } from "react";
import type { Control, FieldPath, FieldValues } from "react-hook-form";
import { cn } from "./cn.ts";

/** What ties a control to its label, its hint and its error. */
export type FieldTies = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/** What every field takes: where its value is in the form, and its words. `T` is what the form's schema makes of it. */
export type FieldProps<V extends FieldValues, T> = {
  control: Control<V, unknown, T>;
  name: FieldPath<V>;
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
};

/** The look of everything that one types or chooses in. */
export const inputClasses =
  "h-[34px] w-full rounded-sm border border-line-strong bg-surface px-2.5 text-base text-text transition-colors duration-150 placeholder:text-soft hover:border-soft focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-soft aria-invalid:border-bad [&[readonly]]:bg-sunken pointer-coarse:min-h-11 pointer-coarse:text-lg";

/**
 * Label above, control, then the error or the hint. The control gets the ids that tie them together:
 * `{ id, "aria-describedby", "aria-invalid" }`.
 */
export function Field({
  label,
  hint,
  error,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string | undefined;
  children: (ties: FieldTies) => ReactNode;
}) {
  const id = useId();
  const says = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": says || undefined, "aria-invalid": error ? true : undefined })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </div>
      )}
    </div>
  );
}

/** What is wrong with a field and what to do, in a sentence; said aloud when it appears. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="text-sm text-bad">
      {typeof children === "string" ? translate(children) : children}
    </p>
  );
}
