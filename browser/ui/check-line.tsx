import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { useId, type ReactNode, type Ref } from "react";

/** A box with its words; the label is part of what one may click. */
export function CheckLine({
  checked,
  onChange,
  onBlur,
  inputRef,
  label,
  hint,
  disabled = false,
  mixed = false,
  look = "strong",
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  /** Of a line that stands for several: some of them are checked. */
  mixed?: boolean;
  /** `plain` for one of many below a heading. */
  look?: "strong" | "plain";
}) {
  const id = useId();
  const Sign = mixed ? Minus : Check;
  return (
    <label className="flex items-start gap-2.5 pointer-coarse:min-h-11">
      <Base.Root
        checked={checked}
        indeterminate={mixed}
        onCheckedChange={onChange}
        onBlur={onBlur}
        inputRef={inputRef}
        disabled={disabled}
        aria-describedby={hint ? id : undefined}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-line-strong bg-surface transition-colors duration-150 data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent data-disabled:opacity-50"
      >
        <Base.Indicator>
          <Sign aria-hidden className="size-3 text-on-accent" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span>
        <span className={look === "strong" ? "font-medium" : undefined}>{label}</span>
        {hint && (
          <span id={id} className="block text-sm text-soft">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
