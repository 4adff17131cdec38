import { Tabs as Base } from "@base-ui/react/tabs";
import { useEffect, useRef, type ReactNode } from "react";

type Tab<Value extends string> = {
  value: Value;
  label: string;
  count?: number | undefined;
  /** What a dot behind it means, where it has one. */
  dot?: string | undefined;
};

/** Views of one page. Keep `value` in the address, so that a tab can be linked to; `children` is the chosen one's content. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  children: ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  const counts = tabs.map(({ count }) => count).join(" ");
  // On a phone there can be more tabs than room, and counts that come later move them.
  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [value, counts]);
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onChange(next)}>
      <Base.List ref={list} aria-label={label} className="mb-5 flex gap-5 overflow-x-auto shadow-[inset_0_-1px_0_var(--color-line)]">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent font-medium text-soft transition-colors duration-150 hover:text-text focus-visible:-outline-offset-2 data-active:border-accent data-active:text-text pointer-coarse:h-11"
          >
            {tab.label}
            {tab.dot && (
              <span className="relative size-1.5 rounded-full bg-accent">
                <span className="sr-only">{tab.dot}</span>
              </span>
            )}
            {tab.count !== undefined && <span className="font-normal text-soft tabular-nums">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {/* What it holds takes the focus, so it does not: a ring around all of it would say nothing. */}
      <Base.Panel value={value} tabIndex={-1} className="outline-none">
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
