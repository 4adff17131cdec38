import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
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
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <label className="flex items-start gap-2.5 pointer-coarse:min-h-11">
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        onBlur={onBlur}
        inputRef={inputRef}
        disabled={disabled}
        aria-describedby={hint ? id : undefined}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-line-strong bg-surface transition-colors duration-150 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Indicator>
          <Check aria-hidden className="size-3 text-on-accent" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span>
        <span className="font-medium">{label}</span>
        {hint && (
          <span id={id} className="block text-sm text-soft">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
