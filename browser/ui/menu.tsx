import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn.ts";

const itemClasses =
  "flex min-h-8 items-center gap-2.5 rounded-sm px-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11";

const labelClasses = "max-w-64 truncate px-2 pt-1.5 pb-1 text-xs font-medium text-soft";

/** A list of actions behind a button: `<Menu trigger={<Button square icon={Ellipsis} aria-label="…" />}>` around MenuItems. */
export function Menu({
  trigger,
  align = "end",
  side = "bottom",
  open,
  onOpenChange,
  children,
}: {
  trigger: ReactElement;
  align?: "start" | "end";
  side?: "top" | "bottom";
  /** Where something else than its button opens it too, such as a key. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange: (next) => onOpenChange(next) } : {})}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="z-50 outline-none" align={align} side={side} sideOffset={4}>
          <Base.Popup className="motion-over max-h-(--available-height) min-w-44 overflow-y-auto rounded-md bg-surface p-1 shadow-lg outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** One action. With `render={<Link … />}` it is a link; one that is `disabled` says why by `reason`. */
export function MenuItem({
  icon: Icon,
  danger = false,
  disabled = false,
  reason,
  onSelect,
  render,
  children,
}: {
  icon?: LucideIcon;
  danger?: boolean;
  disabled?: boolean;
  reason?: string;
  onSelect?: () => void;
  render?: ReactElement;
  children: ReactNode;
}) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={onSelect}
      {...(render ? { render, nativeButton: false } : {})}
      className={cn(itemClasses, danger && "text-bad")}
    >
      {Icon && <Icon aria-hidden className={cn("size-4 shrink-0", danger ? "text-bad" : "text-soft")} />}
      {disabled && reason ? (
        <span className="min-w-0 py-1">
          {children}
          <span className="block max-w-56 text-sm">{reason}</span>
        </span>
      ) : (
        children
      )}
    </Base.Item>
  );
}

/** Actions that belong together, under what they concern; `wraps` for a label that is a sentence. */
export function MenuGroup({ label, wraps = false, children }: { label: string; wraps?: boolean; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={cn(labelClasses, wraps && "whitespace-normal")}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

/** One of several values, chosen in the menu itself. */
export function MenuChoice<Value extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon: LucideIcon }[];
}) {
  return (
    <MenuGroup label={label}>
      <Base.RadioGroup value={value} onValueChange={onChange}>
        {options.map(({ value: option, label: text, icon: Icon }) => (
          <Base.RadioItem key={option} value={option} className={itemClasses}>
            <Icon aria-hidden className="size-4 text-soft" />
            <span className="flex-1">{text}</span>
            <Base.RadioItemIndicator>
              <Check aria-hidden className="size-4 text-accent" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </MenuGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
