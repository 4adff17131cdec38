import { languageOfDates } from "#browser/catalog.ts";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#browser/ui/button.tsx";
import type { AuditEntry } from "../contract.ts";
import { useAuditSearch } from "./audit-search-params.ts";
import { ChangeTable } from "./change-table.tsx";
import { sealedHour } from "./entry-words.ts";

/** Before and after, and the facts that the sentence leaves out. */
export function EntryDetails({ entry }: { entry: AuditEntry }) {
  const { go } = useAuditSearch();
  const { actor_id: actor, actor_name: name, actor_label: label, target_id: target, target_label: targetLabel, seal } = entry;
  const facts: [string, ReactNode][] = [
    ["By", name ? `${name} (${label})` : label],
    ["Time", <Time key="time" time={entry.created_at} />],
    ["From", entry.ip_address],
    ["Browser", entry.user_agent],
    ["Action", <code key="action">{entry.action}</code>],
    ["On", target && [targetLabel, target].filter(Boolean).join(" · ")],
    ["Request", entry.request_id],
    ["Entry", entry.id],
    ["Sealed", seal ? `${sealedHour(seal)}, seal ${seal.sequence}, digest ${seal.digest}` : "After the hour in which it was written"],
  ];
  return (
    <div className="flex flex-col gap-4">
      <ChangeTable before={entry.before} after={entry.after} />
      <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
        {facts.map(
          ([term, fact]) =>
            fact && (
              <div key={term} className="contents">
                <dt className="text-soft max-sm:mt-1.5">{term}</dt>
                <dd dir="auto" className="text-left [overflow-wrap:anywhere]">
                  {fact}
                </dd>
              </div>
            ),
        )}
      </dl>
      {(actor ?? target) && (
        <div className="flex flex-wrap gap-2">
          {actor && (
            <Button size="small" icon={ListFilter} onClick={() => go({ actor })}>
              All by {entry.actor_type === "api_key" ? "this key" : "this person"}
            </Button>
          )}
          {target && (
            <Button size="small" icon={ListFilter} onClick={() => go({ target })}>
              All on this record
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

const local = new Intl.DateTimeFormat(languageOfDates, { dateStyle: "long", timeStyle: "long" });

/** Where the reader is, and as the log holds it. */
function Time({ time }: { time: string }) {
  return (
    <time dateTime={time}>
      {local.format(new Date(time))} <span className="text-soft">({time})</span>
    </time>
  );
}
