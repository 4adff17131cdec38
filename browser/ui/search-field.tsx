import { Search } from "lucide-react";
import { t } from "../messages.ts";
import { cn } from "./cn.ts";
import { inputClasses } from "./field.tsx";

/** Searches what the page shows. The key `/` brings the focus here. */
export function SearchField({
  label,
  value,
  onChange,
  className,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}) {
  return (
    <div className={cn("relative flex-1 sm:w-50 sm:flex-none", className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-soft" />
      <input
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={t("searchField.search")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
        className={cn(inputClasses, "pl-8 [&::-webkit-search-cancel-button]:hidden")}
      />
    </div>
  );
}
