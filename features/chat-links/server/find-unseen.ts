import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { factColumns, statusAllows, statusOf, type OrganizationFacts } from "#access/status.ts";
import type { Platform } from "#platform/platform.ts";
import { mailReplies } from "./mail-replies.ts";

const atOnce = 500;
/** Who is on the page has seen it by then, or has asked for what there is. */
const graceSeconds = 60;
/** What could not be mailed for so long is mailed no more. */
const forDays = 2;

/** Has what people wrote mailed to visitors who left an address and are not on the page: once, until they have seen it. */
export const findUnseen = sweep({
  name: "chat_link.find_unseen",
  cron: "* * * * *",
  available: ({ mail }) => mail.mode !== "none",
  async run({ platform, log, signal }) {
    let queued = 0;
    for (const { organization_id: organizationId, conversation_id } of await unseen(platform)) {
      if (signal.aborted) break;
      const scope = leaveTenant(platform, "what a person wrote is mailed to a visitor").act({ organizationId, act: mailing });
      await scope.transaction(({ send }) => send(mailReplies, { conversation_id }));
      queued += 1;
    }
    if (queued > 0) log.info({ queued }, "replies are mailed to visitors");
  },
});

const mailing = { name: "chat_link.find_unseen", says: null };

type Due = OrganizationFacts & { organization_id: string; conversation_id: string };

function unseen(platform: Platform): Promise<Due[]> {
  return leaveTenant(platform, "which visitors have not seen what a person wrote").system(async (transaction) => {
    const columns = sql.join(factColumns.map((column) => sql.ref(`o.${column}`)));
    const { rows } = await sql<Due>`
      select c.organization_id, c.id as conversation_id, ${columns}
      from conversations c
      join organizations o on o.id = c.organization_id
      join lead_conversations link on link.organization_id = c.organization_id and link.conversation_id = c.id
      join leads l on l.organization_id = link.organization_id and l.id = link.lead_id and l.email is not null
      where c.reply_unseen_since < now() - make_interval(secs => ${graceSeconds})
        and c.reply_unseen_since > now() - make_interval(days => ${forDays}::integer)
        and c.last_used_at < now() - make_interval(secs => ${graceSeconds})
        and not exists (
          select from chat_links k
          where k.organization_id = c.organization_id and k.conversation_id = c.id and k.mailed_at >= c.reply_unseen_since)
      order by c.reply_unseen_since limit ${atOnce}`.execute(transaction.db);
    const due = rows.filter((row) => statusAllows(statusOf(row), "write"));
    const ids = due.map(({ conversation_id }) => conversation_id);
    const underWay = await leaveTenant(platform, "which jobs are under way").unfinishedJobs(
      transaction,
      [mailReplies.name],
      "conversation_id",
      ids,
    );
    return due.filter(({ conversation_id }) => !underWay.has(conversation_id));
  }, "read");
}
