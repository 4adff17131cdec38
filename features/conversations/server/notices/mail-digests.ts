import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { mailNotice } from "./mail-notice.ts";

const atOnce = 500;
const conversationsMax = 100;

/** Sends those who hear every quarter of an hour one mail about what came since the last. */
export const mailDigests = sweep({
  name: "conversation.mail_digests",
  cron: "*/15 * * * *",
  available: ({ mail }) => mail.mode !== "none",
  async run({ platform, log, signal }) {
    let sent = 0;
    for (const reader of await findReaders(platform)) {
      if (signal.aborted) break;
      await send(platform, reader);
      sent += 1;
    }
    if (sent > 0) log.info({ sent }, "members are told of conversations that wait");
  },
});

type Reader = { organization_id: string; membership_id: string };

function findReaders(platform: Platform): Promise<Reader[]> {
  return leaveTenant(platform, "who is to be told of conversations that wait").system(
    ({ db }) =>
      db
        .selectFrom("conversation_notices")
        .select(["organization_id", "membership_id"])
        .distinct()
        .where("mailed_at", "is", null)
        .limit(atOnce)
        .execute(),
    "read",
  );
}

const telling = { name: "conversation.mail_digests", says: null };

async function send(platform: Platform, { organization_id: organizationId, membership_id }: Reader): Promise<void> {
  const scope = leaveTenant(platform, "a member is told of conversations that wait").act({ organizationId, act: telling });
  await scope.transaction(async ({ db, send: queue }) => {
    const { rows } = await sql<{ conversation_id: string }>`
      update conversation_notices set mailed_at = now()
      where organization_id = ${organizationId} and membership_id = ${membership_id} and conversation_id in (
        select conversation_id from conversation_notices
        where organization_id = ${organizationId} and membership_id = ${membership_id} and mailed_at is null
        order by created_at limit ${conversationsMax})
      returning conversation_id`.execute(db);
    const ids = rows.map(({ conversation_id }) => conversation_id);
    if (ids.length > 0) await queue(mailNotice, { membership_id, conversation_ids: ids });
  });
}
