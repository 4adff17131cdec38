import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { t } from "../messages.ts";
import { cn } from "./cn.ts";
import { inputClasses } from "./field.tsx";

export type Option = { value: string; label: string; hint?: string; disabled?: boolean };

type SelectProps = {
  options: readonly Option[];
  value: string | null;
  onChange: (value: string) => void;
  placeholder?: string;
  disabled?: boolean | undefined;
  size?: "small" | "medium";
  className?: string;
  onBlur?: () => void;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
};

/** One of several values, by itself (a filter, a row's role); in a form it is a SelectField. */
export function Select({
  options,
  value,
  onChange,
  placeholder = t("select.choose"),
  disabled,
  size = "medium",
  className,
  onBlur,
  ...ties
}: SelectProps) {
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(chosen) => chosen !== null && onChange(chosen)}
      {...(disabled === undefined ? {} : { disabled })}
    >
      <Base.Trigger
        {...ties}
        onBlur={onBlur}
        className={cn(
          inputClasses,
          "flex items-center justify-between gap-2 text-left data-disabled:cursor-not-allowed data-disabled:bg-sunken data-disabled:text-soft",
          size === "small" && "h-7 text-sm",
          className,
        )}
      >
        <Base.Value className="truncate">
          {(chosen: string | null) =>
            options.find((option) => option.value === chosen)?.label ?? <span className="text-soft">{placeholder}</span>
          }
        </Base.Value>
        <Base.Icon>
          <ChevronDown aria-hidden className="size-4 text-soft" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="z-50 outline-none" align="start" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="motion-over max-h-(--available-height) max-w-(--available-width) min-w-(--anchor-width) overflow-y-auto rounded-md bg-surface p-1 shadow-lg outline-none">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="flex min-h-8 items-start gap-2 rounded-sm px-2 py-1.5 outline-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11"
              >
                <span className="w-4 shrink-0 pt-0.5">
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent" />
                  </Base.ItemIndicator>
                </span>
                <span>
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.hint && <span className="block text-sm text-soft">{option.hint}</span>}
                </span>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
