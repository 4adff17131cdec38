import { whereSold } from "#features/addresses/server/seller.ts";
import { operation } from "#access/operation.ts";
import { changed } from "#access/says.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { BillingEmails } from "../contract.ts";
import { addressChanged } from "#features/addresses/server/address-changed.ts";

export const updateBillingEmails = operation({
  name: "billing_emails.update",
  summary: "Sets who gets the mails about money. The first address is the one that Stripe writes to.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, "the billing e-mails"),
  permission: "billing:update",
  available: whereSold,
  input: BillingEmails,
  output: BillingEmails,
  example: () => ({ input: { emails: ["billing@example.com"] } }),
  async run({ db, organization, audit, send }, { emails }) {
    const { name } = await lockOrganization(db, organization.id);
    const before = await db
      .selectFrom("billing_accounts")
      .select("emails")
      .where("organization_id", "=", organization.id)
      .executeTakeFirst();
    await db
      .insertInto("billing_accounts")
      .values({ organization_id: organization.id, emails })
      .onConflict((clash) => clash.column("organization_id").doUpdateSet({ emails }))
      .execute();
    await send(addressChanged, {});
    audit({ target: { type: "billing_emails", id: organization.id, label: name }, before: before ?? null, after: { emails } });
    return { emails };
  },
});
