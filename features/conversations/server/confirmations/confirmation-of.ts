import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Confirmation } from "../../contract/confirmation.ts";

/** What the visitor is asked by a message `m`, or null; as a column, since lists show it. */
export const confirmationOf = sql<Confirmation | null>`(
  select json_build_object(
    'state', case when c.state = 'open' and c.expires_at <= now() then 'expired' else c.state end,
    'question', c.question,
    'sent_to', c.sent_to,
    'fields', (
      select coalesce(json_agg(json_build_object('name', replace(f.key, '_', ' '), 'value', f.value) order by f.ordinality), '[]')
      from jsonb_each_text(c.input) with ordinality f
    ),
    'expires_at', to_char(c.expires_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) from confirmations c
  where c.organization_id = m.organization_id and c.message_id = m.id
)`;

/** What a visitor is asked by this message, if anything. */
export async function readConfirmation(db: Db, organizationId: string, messageId: string): Promise<Confirmation | null> {
  const row = await db
    .selectFrom("messages as m")
    .select(confirmationOf.as("confirmation"))
    .where("m.organization_id", "=", organizationId)
    .where("m.id", "=", messageId)
    .executeTakeFirst();
  return row?.confirmation ?? null;
}
