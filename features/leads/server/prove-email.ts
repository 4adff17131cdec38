import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import { withinConversation } from "#features/conversations/server/within-conversation.ts";

/** Notes that somebody came by a link that was mailed to a lead's address, who therefore reads what is sent there. */
export async function proveEmail(
  { db, tell }: Pick<TransactionContext, "db" | "tell">,
  { organizationId, leadId, conversation }: { organizationId: string; leadId: string; conversation: { id: string; project_id: string } },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("leads")
    .set({ email_proven_at: sql`now()`, version: sql`version + 1` })
    .where("organization_id", "=", organizationId)
    .where("id", "=", leadId)
    .where("email_proven_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const target = { type: "lead", id: leadId };
  await tell({
    name: "lead.prove_email",
    target,
    change: "changed",
    changed: ["email_proven_at"],
    within: withinConversation(conversation),
  });
}
