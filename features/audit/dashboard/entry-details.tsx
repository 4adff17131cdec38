import { languageOfDates } from "#browser/catalog.ts";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#browser/ui/button.tsx";
import type { AuditEntry } from "../contract.ts";
import { useAuditSearch } from "./audit-search-params.ts";
import { ChangeTable } from "./change-table.tsx";
import { sealedHour } from "./entry-words.ts";
import { t } from "./messages.ts";

/** Before and after, and the facts that the sentence leaves out. */
export function EntryDetails({ entry }: { entry: AuditEntry }) {
  const { go } = useAuditSearch();
  const { actor_id: actor, actor_name: name, actor_label: label, target_id: target, target_label: targetLabel, seal } = entry;
  const facts: [string, ReactNode][] = [
    [t("entryDetails.by"), name ? `${name} (${label})` : label],
    [t("entryDetails.time"), <Time key="time" time={entry.created_at} />],
    [t("entryDetails.from"), entry.ip_address],
    [t("entryDetails.browser"), entry.user_agent],
    [t("entryDetails.action"), <code key="action">{entry.action}</code>],
    [t("entryDetails.on"), target && [targetLabel, target].filter(Boolean).join(" · ")],
    [t("entryDetails.request"), entry.request_id],
    [t("entryDetails.entry"), entry.id],
    [
      t("entryDetails.sealed"),
      seal
        ? t("entryDetails.seal", { seal: sealedHour(seal), sequence: seal.sequence, digest: seal.digest })
        : t("entryDetails.sealsLater"),
    ],
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
              {entry.actor_type === "api_key" ? t("entryDetails.allByKey") : t("entryDetails.allByPerson")}
            </Button>
          )}
          {target && (
            <Button size="small" icon={ListFilter} onClick={() => go({ target })}>
              {t("entryDetails.allOnRecord")}
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
