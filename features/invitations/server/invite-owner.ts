import type { TransactionContext } from "#access/operation.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { sendInvitation, type Sent } from "./send-invitation.ts";

/**
 * Invites the first Owner of an organization that the operator makes, in that transaction. The invitation does not end by
 * itself, and no limit counts it.
 *
 * @param email as the contract's `Email` makes it: trimmed, in lower case
 */
export async function inviteOwner(
  context: Pick<TransactionContext, "db" | "send"> & { platform: Platform },
  organizationId: string,
  email: string,
): Promise<Sent> {
  const id = newId("inv");
  await context.db.insertInto("invitations").values({ organization_id: organizationId, id, email, role: "owner" }).execute();
  return sendInvitation(context, organizationId, id);
}
