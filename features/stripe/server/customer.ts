import type { Stripe } from "stripe";
import { ensureHandle } from "#access/handles.ts";
import type { OpenTransaction } from "#access/operation.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";

/** Stripe keeps an Idempotency-Key for a day at least. */
const keyLivesMs = 23 * 60 * 60_000;

type Billed = { stripe: Stripe; organizationId: string; transaction: OpenTransaction };

/**
 * The one customer of an organization at Stripe, which is made when it is first needed. The organization's own record
 * comes first and the request carries a key made of it, so that whoever is cut off in between, or comes at the same
 * time, ends at the same customer.
 */
export async function ensureCustomer({ stripe, organizationId, transaction }: Billed): Promise<string> {
  const account = await claim(transaction, organizationId);
  if (account.stripe_customer_id) return account.stripe_customer_id;
  const isOld = Date.now() - Date.parse(account.asked_at!) > keyLivesMs;
  const id = (isOld ? await findMade(stripe, organizationId) : null) ?? (await make(stripe, organizationId));
  return transaction(async ({ db }) => {
    await lockOrganization(db, organizationId);
    const row = await db
      .updateTable("billing_accounts")
      .set((set) => ({ stripe_customer_id: set.fn.coalesce("stripe_customer_id", set.val(id)) }))
      .where("organization_id", "=", organizationId)
      .returning("stripe_customer_id")
      .executeTakeFirstOrThrow();
    await ensureHandle(db, organizationId, "stripe_customer", row.stripe_customer_id!);
    return row.stripe_customer_id!;
  });
}

function claim(transaction: OpenTransaction, organizationId: string) {
  return transaction(async ({ db }) => {
    await lockOrganization(db, organizationId);
    await db
      .insertInto("billing_accounts")
      .values({ organization_id: organizationId, asked_at: new Date() })
      .onConflict((clash) =>
        clash.column("organization_id").doUpdateSet((set) => ({
          asked_at: set.fn.coalesce("billing_accounts.asked_at", set.val(new Date().toISOString())),
        })),
      )
      .execute();
    return db
      .selectFrom("billing_accounts")
      .select(["stripe_customer_id", "asked_at"])
      .where("organization_id", "=", organizationId)
      .executeTakeFirstOrThrow();
  });
}

/** What it is called and where it is follows by a job: with the same key every request has to be the same. */
async function make(stripe: Stripe, organizationId: string): Promise<string> {
  const made = await stripe.customers.create(
    { metadata: { organization_id: organizationId } },
    { idempotencyKey: `customer ${organizationId}` },
  );
  return made.id;
}

async function findMade(stripe: Stripe, organizationId: string): Promise<string | null> {
  const { data } = await stripe.customers.search({ query: `metadata['organization_id']:'${organizationId}'` });
  return data[0]?.id ?? null;
}
