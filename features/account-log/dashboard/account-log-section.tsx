import { translate } from "#browser/translate.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Ago } from "#browser/ui/ago.tsx";
import { Card } from "#browser/ui/card.tsx";
import { deviceOf } from "#browser/ui/device.ts";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { eventSentence, sayEvent, type AccountEvent } from "../contract.ts";
import { accountEventsQuery } from "./account-events-query.ts";
import { t } from "./messages.ts";

/** What happened to the user's account: what, when, from where. */
export function AccountLogSection() {
  const [page, setPage] = useState(1);
  const events = useQuery(accountEventsQuery(page));
  return (
    <PagedList
      query={events}
      failure={t("accountLogSection.failed")}
      skeleton={<SkeletonRows rows={4} />}
      counted={(count) => t("accountLogSection.counted", { count })}
      page={page}
      onPage={setPage}
      empty={<Card className="p-5">{t("accountLogSection.none")}</Card>}
    >
      {({ data }) => (
        <Card>
          <ul aria-label={t("accountLogSection.accountLog")} className="divide-y">
            {data.map((event) => (
              <EventRow key={event.id} event={event} />
            ))}
          </ul>
        </Card>
      )}
    </PagedList>
  );
}

function EventRow({ event }: { event: AccountEvent }) {
  const isWarning = event.kind === "sign_in_failed" || event.kind === "second_factor_failed";
  return (
    <li className="px-5 py-2.5">
      <span className={isWarning ? "block font-medium [overflow-wrap:anywhere] text-warn" : "block font-medium [overflow-wrap:anywhere]"}>
        {translate(sayEvent(event), eventSentence(event))}
      </span>
      <span className="block text-sm [overflow-wrap:anywhere] text-soft">
        <span className="inline-block first-letter:uppercase">
          <Ago time={event.last_at} />
        </span>
        {[placeOf(event), endedOf(event)].map((part) => part && ` · ${part}`)}
      </span>
    </li>
  );
}

/** "Firefox on Windows, 198.51.100.7". */
function placeOf({ user_agent, ip_address }: AccountEvent): string {
  return [user_agent && deviceOf(user_agent).name, ip_address].filter(Boolean).join(", ");
}

/** Which session it was that ended, where that was another one. */
function endedOf({ kind, details: { ended_user_agent, ended_ip_address } }: AccountEvent): string | false {
  if (kind !== "session_ended") return false;
  const place = [deviceOf(ended_user_agent ?? null).name, ended_ip_address].filter(Boolean).join(", ");
  return t("accountLogSection.endedOn", { place });
}
