import { ownersOf } from "#access/owners.ts";
import type { Db } from "#platform/database/transaction.ts";

/** Who gets the mails about money: the billing emails, else the Owners. */
export async function billingRecipients(db: Db, organizationId: string): Promise<string[]> {
  const account = await db.selectFrom("billing_accounts").select("emails").where("organization_id", "=", organizationId).executeTakeFirst();
  if (account && account.emails.length > 0) return account.emails;
  return (await ownersOf(db, organizationId)).map(({ email }) => email);
}
