import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useEffect, useId, useRef, useState, type FormEvent } from "react";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { FieldError, inputClasses } from "#browser/ui/field.tsx";
import { formatDate } from "#browser/ui/format.ts";
import { Select } from "#browser/ui/select.tsx";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { knownFields, type FieldValue, type Lead, type LeadField, type UpdateLead } from "../contract.ts";
import { leadSettingsQuery } from "./lead-settings.ts";
import { useLeadActions } from "./leads.ts";
import { t } from "./messages.ts";

/** One thing that is known of a visitor, or could be. `path`: as the API names it in a refusal. */
type Row = {
  path: string;
  label: string;
  kind: LeadField["kind"] | "email" | "phone";
  choices: readonly string[];
  value: FieldValue | null;
  /** It can be looked at and removed, and not written. */
  isPast: boolean;
  change: (value: FieldValue | null) => UpdateLead;
};

/** What is known of a visitor, each changed where it stands. */
export function LeadFields({ lead }: { lead: Lead }) {
  const { data: settings } = useQuery(leadSettingsQuery(useOrganizationId(), useProjectId()));
  return (
    <dl className="flex flex-col divide-y">
      {rowsOf(lead, settings?.fields ?? []).map((row) => (
        <FieldRow key={`${lead.id} ${row.path}`} lead={lead} row={row} />
      ))}
    </dl>
  );
}

function rowsOf(lead: Lead, fields: readonly LeadField[]): Row[] {
  const known = knownFields.map((name): Row => {
    const kind = name === "name" ? "text" : name;
    return {
      path: name,
      label: t(`leadFields.${name}`),
      kind,
      choices: [],
      value: lead[name],
      isPast: false,
      change: (value) => ({ [name]: value }),
    };
  });
  const own = fields
    .filter(({ name, archived }) => !archived || name in lead.fields)
    .map(({ name, label, kind, choices, archived }): Row => ({
      path: `fields.${name}`,
      label: archived ? t("leadFields.archived", { label }) : label,
      kind,
      choices,
      value: lead.fields[name] ?? null,
      isPast: archived,
      change: (value) => ({ fields: { [name]: value } }),
    }));
  const gone = Object.keys(lead.fields)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name): Row => ({
      path: `fields.${name}`,
      label: t("leadFields.gone", { name }),
      kind: "text",
      choices: [],
      value: lead.fields[name] ?? null,
      isPast: true,
      change: (value) => ({ fields: { [name]: value } }),
    }));
  return [...known, ...own, ...gone];
}

function FieldRow({ lead, row }: { lead: Lead; row: Row }) {
  const may = useCan()("lead:update");
  const [isEditing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const isReturning = useRef(false);
  useEffect(() => {
    if (isReturning.current && !isEditing) pencil.current?.focus();
    isReturning.current = isEditing;
  }, [isEditing]);
  return (
    <div className="py-2">
      <dt className="text-sm text-soft">{row.label}</dt>
      <dd className="flex min-h-7 items-center justify-between gap-2">
        {isEditing ? (
          <Editor lead={lead} row={row} onEnd={() => setEditing(false)} />
        ) : (
          <>
            <span className="min-w-0">
              <Shown row={row} />
              {row.path === "email" && lead.email_proven_at !== null && (
                <span className="block text-sm text-soft">{t("leadFields.proven")}</span>
              )}
            </span>
            {may && (!row.isPast || row.value !== null) && (
              <Button
                ref={pencil}
                look="ghost"
                size="small"
                square
                icon={Pencil}
                aria-label={t("leadFields.edit", { label: row.label })}
                onClick={() => setEditing(true)}
              />
            )}
          </>
        )}
      </dd>
    </div>
  );
}

function Shown({ row: { value, kind } }: { row: Row }) {
  if (value === null) return <span className="text-soft">{t("leadFields.empty")}</span>;
  if (kind === "email")
    return (
      <a href={`mailto:${String(value)}`} className="[overflow-wrap:anywhere] underline underline-offset-2">
        {String(value)}
      </a>
    );
  if (kind === "phone")
    return (
      <a href={`tel:${String(value).replace(/[^+\d]/g, "")}`} className="underline underline-offset-2 tabular-nums">
        {String(value)}
      </a>
    );
  return (
    <span dir="auto" className="min-w-0 text-left whitespace-pre-line [overflow-wrap:anywhere]">
      {inWords(value, kind)}
    </span>
  );
}

function inWords(value: FieldValue, kind: Row["kind"]): string {
  if (typeof value === "boolean") return value ? t("leadFields.yes") : t("leadFields.no");
  return kind === "date" ? formatDate(String(value)) : String(value);
}

/** A form of one field. Escape leaves it as it was; emptied, the value is removed. */
function Editor({ lead, row, onEnd }: { lead: Lead; row: Row; onEnd: () => void }) {
  const { update } = useLeadActions();
  const id = useId();
  const [typed, setTyped] = useState(row.value === null ? "" : String(row.value));
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function save(value: FieldValue | null) {
    if (value === row.value) return onEnd();
    setPending(true);
    try {
      await update(lead.id, row.change(value), lead.version);
      onEnd();
    } catch (error) {
      setFailure((error instanceof ApiError && error.fieldErrors[row.path]) || messageOf(error));
    } finally {
      setPending(false);
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (!pending) void save(asValue(typed, row));
  }

  return (
    <form noValidate className="flex w-full flex-col gap-1.5" onSubmit={submit}>
      {row.isPast ? (
        <Shown row={row} />
      ) : (
        <Input row={row} value={typed} onChange={setTyped} onLeave={onEnd} describedBy={failure ? id : undefined} />
      )}
      {failure && <FieldError id={id}>{failure}</FieldError>}
      <div className="flex flex-wrap gap-2">
        {!row.isPast && (
          <Button type="submit" look="primary" size="small" pending={pending}>
            {t("leadFields.save")}
          </Button>
        )}
        {row.isPast && (
          <Button size="small" pending={pending} onClick={() => void save(null)}>
            {t("leadFields.remove")}
          </Button>
        )}
        <Button size="small" onClick={onEnd}>
          {t("leadFields.cancel")}
        </Button>
      </div>
    </form>
  );
}

function Input({
  row: { kind, label, choices, value: stored },
  value,
  onChange,
  onLeave,
  describedBy,
}: {
  row: Row;
  value: string;
  onChange: (value: string) => void;
  onLeave: () => void;
  describedBy: string | undefined;
}) {
  const ties = { "aria-label": label, "aria-describedby": describedBy, "aria-invalid": describedBy ? (true as const) : undefined };
  if (kind === "boolean" || kind === "choice") {
    const given = kind === "boolean" ? ["true", "false"] : [...new Set([...choices, ...(stored === null ? [] : [String(stored)])])];
    const say = (option: string) => (kind === "boolean" ? inWords(option === "true", kind) : option);
    return (
      <Select
        {...ties}
        options={[{ value: "", label: t("leadFields.empty") }, ...given.map((option) => ({ value: option, label: say(option) }))]}
        value={value}
        placeholder={t("leadFields.choose")}
        onChange={onChange}
      />
    );
  }
  const type = { text: "text", number: "text", date: "date", email: "email", phone: "tel" }[kind];
  return (
    <input
      {...ties}
      // It was asked for by a click on its pencil.
      autoFocus // oxlint-disable-line jsx-a11y/no-autofocus
      dir="auto"
      type={type}
      inputMode={kind === "number" ? "decimal" : undefined}
      autoComplete="off"
      className={inputClasses}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // A sheet around it would close.
        event.stopPropagation();
        onLeave();
      }}
    />
  );
}

/** What was typed as the API takes it; what is no number goes as it is, and is refused with a sentence. */
function asValue(typed: string, { kind }: Row): FieldValue | null {
  const text = typed.trim();
  if (text === "") return null;
  if (kind === "boolean") return text === "true";
  if (kind !== "number") return text;
  const number = Number(text.replace(/,(?=\d+$)/, "."));
  return Number.isFinite(number) ? number : text;
}
