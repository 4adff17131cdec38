import type { Db } from "#platform/database/transaction.ts";

/** Who gets the mails about money: the billing e-mails, else the Owners. */
export async function billingRecipients(db: Db, organizationId: string): Promise<string[]> {
  const account = await db.selectFrom("billing_accounts").select("emails").where("organization_id", "=", organizationId).executeTakeFirst();
  if (account && account.emails.length > 0) return account.emails;
  const owners = await db
    .selectFrom("memberships as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .select("u.email")
    .where("m.organization_id", "=", organizationId)
    .where("m.role", "=", "owner")
    .orderBy("m.id")
    .execute();
  return owners.map(({ email }) => email);
}
