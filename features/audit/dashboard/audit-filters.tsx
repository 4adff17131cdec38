import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { inputClasses } from "#browser/ui/field.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { Select } from "#browser/ui/select.tsx";
import { actorTypes, type AuditPage } from "../contract.ts";
import { useAuditSearch, type AuditSearch } from "./audit-search-params.ts";
import { auditKindsQuery } from "./audit-query.ts";
import { actorWords } from "./entry-words.ts";
import { t } from "./messages.ts";

const anybody = { value: "", label: t("auditFilters.anybody") };
const anything = { value: "", label: t("auditFilters.anything") };
const kindsOfActors = actorTypes.filter((type) => type !== "visitor").map((value) => ({ value, label: actorWords[value].all }));

/**
 * Which entries are shown.
 * @param words what is typed, which is in the field at once, whatever the address does
 * @param names what a person or a record that was chosen is called
 */
export function AuditFilters({
  words,
  onWords,
  onClear,
  names,
}: {
  words: string;
  onWords: (words: string) => void;
  onClear: () => void;
  names: AuditPage["filtered_by"];
}) {
  const { search, replace, isFiltered } = useAuditSearch();
  const kinds = useQuery(auditKindsQuery(useOrganizationId())).data?.data ?? [];
  return (
    <search className="mb-6 flex flex-wrap items-center gap-2">
      <SearchField label={t("auditFilters.search")} value={words} onChange={onWords} className="max-sm:basis-full sm:w-60" />
      <Select
        aria-label={t("auditFilters.whoActed")}
        className="w-40 max-sm:flex-1"
        options={[anybody, ...kindsOfActors]}
        value={search.who ?? ""}
        onChange={(who) => replace({ who: (who || undefined) as AuditSearch["who"] })}
      />
      <Select
        aria-label={t("auditFilters.target")}
        className="w-44 max-sm:flex-1"
        options={[anything, ...kinds.map(({ action, label }) => ({ value: action, label }))]}
        value={search.what ?? ""}
        placeholder={search.what ?? ""}
        onChange={(what) => replace({ what: what || undefined })}
      />
      <span className="flex items-center gap-2 text-sm text-soft max-sm:w-full">
        <Day label={t("auditFilters.from")} value={search.from} max={search.to} onChange={(from) => replace({ from })} />
        <span aria-hidden>–</span>
        <Day label={t("auditFilters.to")} value={search.to} min={search.from} onChange={(to) => replace({ to })} />
      </span>
      {search.actor !== undefined && (
        <Chip onRemove={() => replace({ actor: undefined })}>{t("auditFilters.by", { actor: names.actor ?? search.actor })}</Chip>
      )}
      {search.target !== undefined && (
        <Chip onRemove={() => replace({ target: undefined })}>{t("auditFilters.on", { target: names.target ?? search.target })}</Chip>
      )}
      {isFiltered && (
        <Button look="ghost" onClick={onClear}>
          {t("auditFilters.clearFilters")}
        </Button>
      )}
    </search>
  );
}

function Day({
  label,
  onChange,
  ...value
}: {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (day: string | undefined) => void;
}) {
  return (
    <input
      type="date"
      aria-label={label}
      {...value}
      value={value.value ?? ""}
      onChange={(event) => onChange(event.target.value || undefined)}
      className={cn(inputClasses, "min-w-0 sm:w-36", value.value === undefined && "text-soft")}
    />
  );
}

function Chip({ onRemove, children }: { onRemove: () => void; children: string }) {
  return (
    <span className="inline-flex h-[34px] max-w-72 items-center gap-1 rounded-sm border bg-sunken pr-1 pl-2.5 text-sm">
      <span dir="auto" className="truncate">
        {children}
      </span>
      <Button look="ghost" size="small" square icon={X} aria-label={t("auditFilters.remove", { text: children })} onClick={onRemove} />
    </span>
  );
}
