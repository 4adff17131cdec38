import { languageOfDates } from "#browser/catalog.ts";
import { ChevronRight, Lock } from "lucide-react";
import { useId, useState } from "react";
import { cn } from "#browser/ui/cn.ts";
import { formatTime } from "#browser/ui/format.ts";
import type { AuditEntry } from "../contract.ts";
import { ActorIcon } from "./actor-icon.tsx";
import { EntryDetails } from "./entry-details.tsx";
import { placeOf, sealedHour } from "./entry-words.ts";
import { t } from "./messages.ts";

/** One entry: who and what in a sentence, from where and when; opened, all that is known of it. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { created_at: time, seal } = entry;
  const place = placeOf(entry);
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className="flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left transition-colors duration-150 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ActorIcon type={entry.actor_type} />
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block text-left [overflow-wrap:anywhere]">
            <Sentence entry={entry} />
          </span>
          <span className="block text-sm text-soft tabular-nums empty:hidden">
            <time dateTime={time} className="sm:hidden">
              {[formatTime(time), place && " · "]}
            </time>
            {place}
          </span>
        </span>
        <span className="flex shrink-0 items-center gap-2 text-sm text-soft tabular-nums">
          {seal && (
            <span title={t("auditRow.sealedTitle", { seal: sealedHour(seal), digest: seal.digest.slice(0, 12) })} className="max-sm:hidden">
              <Lock aria-hidden className="size-3.5" strokeWidth={1.75} />
              <span className="sr-only">{t("auditRow.sealed")}</span>
            </span>
          )}
          <time dateTime={time} className="max-sm:hidden" title={`${new Date(time).toLocaleString(languageOfDates)} (${time})`}>
            {formatTime(time)}
          </time>
          <ChevronRight aria-hidden className={cn("size-4 transition-transform duration-150", open && "rotate-90")} />
        </span>
      </button>
      {open && (
        <div id={id} className="border-t bg-sunken px-4 py-4 sm:pl-15">
          <EntryDetails entry={entry} />
        </div>
      )}
    </li>
  );
}

/** The actor stands out. */
function Sentence({ entry: { sentence, actor_name, actor_label } }: { entry: AuditEntry }) {
  const who = [actor_name, actor_label, t("auditRow.apiKey", { name: actor_label }), t("auditRow.theOperator")].find(
    (name) => name && sentence.startsWith(`${name} `),
  );
  if (!who) return sentence;
  return (
    <>
      <span className="font-medium">{who}</span>
      {sentence.slice(who.length)}
    </>
  );
}
