import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronDown } from "lucide-react";
import { useController, type FieldValues } from "react-hook-form";
import { t } from "../messages.ts";
import { cn } from "./cn.ts";
import { Field, inputClasses, type FieldProps } from "./field.tsx";

/** `also`: other words by which it is found. */
export type Choice = { value: string; label: string; also?: readonly string[] };

/** One of many values in a form, found by typing. Arrow keys move, Enter takes, Escape leaves it as it was. */
export function ComboboxField<V extends FieldValues, T>({
  control,
  name,
  label,
  hint,
  className,
  choices,
  placeholder = t("comboboxField.choose"),
  empty,
  disabled = false,
  onChosen,
}: FieldProps<V, T> & {
  choices: readonly Choice[];
  placeholder?: string;
  /** Said where nothing is found. */
  empty: string;
  disabled?: boolean;
  onChosen?: (value: string) => void;
}) {
  const { field, fieldState } = useController({ control, name });
  return (
    <Field label={label} hint={hint} error={fieldState.error?.message} className={className}>
      {(ties) => (
        <Base.Root
          items={choices}
          value={choices.find(({ value }) => value === field.value) ?? null}
          onValueChange={(choice) => {
            if (choice === null || choice.value === field.value) return;
            field.onChange(choice.value);
            onChosen?.(choice.value);
          }}
          filter={matches}
          autoHighlight
          disabled={disabled}
        >
          <Base.InputGroup className="relative">
            <Base.Input
              {...ties}
              ref={field.ref}
              onBlur={field.onBlur}
              placeholder={placeholder}
              autoComplete="off"
              className={cn(inputClasses, "pr-9")}
            />
            <Base.Trigger
              aria-label={t("comboboxField.showTheList")}
              tabIndex={-1}
              className="absolute inset-y-0 right-0 flex w-9 items-center justify-center text-soft"
            >
              <ChevronDown aria-hidden className="size-4" />
            </Base.Trigger>
          </Base.InputGroup>
          <Base.Portal>
            <Base.Positioner className="z-50 outline-none" sideOffset={4}>
              <Base.Popup className="motion-over w-(--anchor-width) rounded-md bg-surface shadow-lg outline-none">
                <Base.Empty>
                  <p className="px-3 py-3 text-soft">{empty}</p>
                </Base.Empty>
                <Base.List className="max-h-[min(18rem,var(--available-height))] scroll-py-1 overflow-y-auto overscroll-contain p-1 outline-none data-empty:p-0">
                  {(choice: Choice) => (
                    <Base.Item
                      key={choice.value}
                      value={choice}
                      className="flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover pointer-coarse:min-h-11"
                    >
                      <span className="w-4 shrink-0">
                        <Base.ItemIndicator>
                          <Check aria-hidden className="size-4 text-accent" />
                        </Base.ItemIndicator>
                      </span>
                      {choice.label}
                    </Base.Item>
                  )}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  );
}

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The typed words begin the name or one of its words, or are in another of its names. */
function matches({ value, label, also = [] }: Choice, query: string): boolean {
  const wanted = fold(query.trim());
  return fold(value) === wanted || [label, ...also].some((name) => ` ${fold(name)}`.includes(` ${wanted}`));
}
