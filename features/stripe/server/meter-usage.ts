import { sql } from "kysely";
import { Stripe } from "stripe";
import type { OpenTransaction } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { metered } from "#features/plans/server/plans.ts";
import { meterId } from "./prices.ts";

type Billed = { stripe: Stripe; organizationId: string; transaction: OpenTransaction };
type Row = { kind: string; hour: string; position: number; quantity: number; first_sent_at: string | null };

const perStep = 500;
/** Stripe refuses a repeated identifier for a day at least; after that its own sums are asked. */
const identifierLivesMs = 23 * 60 * 60_000;
const hourMs = 60 * 60_000;

/**
 * Sends what the ledger has of an organization's answers and Stripe has not. First rows are written which add up to the
 * ledger's hours; then each is sent under an identifier made of it, so that whatever is sent twice counts once.
 */
export async function meterUsage(billed: Billed): Promise<void> {
  const { organizationId, transaction } = billed;
  const customer = await transaction(({ db }) => addUp(db, organizationId));
  if (!customer) return;
  for (;;) {
    const rows = await transaction(({ db }) => takeUnsent(db, organizationId));
    for (const row of rows) {
      const found = isOld(row) && (await isThere(billed, customer, row));
      const refused = found ? null : await send(billed, customer, row);
      await transaction(({ db }) =>
        db
          .updateTable("meter_events")
          .set(refused === null ? { acknowledged_at: new Date() } : { refused })
          .where("organization_id", "=", organizationId)
          .where("kind", "=", row.kind)
          .where("hour", "=", row.hour)
          .where("position", "=", row.position)
          .execute(),
      );
    }
    if (rows.length < perStep) return;
  }
}

/** Writes what is missing for each hour of the last 34 days. An hour belongs to the period in which it begins. */
async function addUp(db: Db, organizationId: string): Promise<string | null> {
  const account = await db
    .selectFrom("billing_accounts as b")
    .innerJoin("subscriptions as s", "s.organization_id", "b.organization_id")
    .select(["b.stripe_customer_id", "s.started_at", "s.ended_at"])
    .where("b.organization_id", "=", organizationId)
    .forUpdate("b")
    .executeTakeFirst();
  if (!account?.stripe_customer_id) return null;
  await sql`
    insert into meter_events (organization_id, kind, hour, position, quantity)
    select ${organizationId}, ${metered.kind}, used.hour, coalesce(sent.position, 0) + 1, used.quantity - coalesce(sent.quantity, 0)
    from (
      select hour, sum(quantity)::bigint as quantity from usage_hours
      where organization_id = ${organizationId} and kind = ${metered.kind}
        and hour >= greatest(now() - interval '34 days', date_trunc('hour', ${account.started_at}::timestamptz))
        and hour < coalesce(${account.ended_at}::timestamptz, 'infinity')
      group by hour
    ) as used left join (
      select hour, max(position) as position, sum(quantity)::bigint as quantity from meter_events
      where organization_id = ${organizationId} and kind = ${metered.kind} and hour >= now() - interval '35 days'
      group by hour
    ) as sent on sent.hour = used.hour
    where used.quantity > coalesce(sent.quantity, 0)`.execute(db);
  return account.stripe_customer_id;
}

/** The time of the first attempt is kept before it, so that whoever goes on knows that it may have arrived. */
async function takeUnsent(db: Db, organizationId: string): Promise<Row[]> {
  const rows = await db
    .selectFrom("meter_events")
    .select(["kind", "hour", "position", "quantity", "first_sent_at"])
    .where("organization_id", "=", organizationId)
    .where("acknowledged_at", "is", null)
    .where("refused", "is", null)
    .orderBy("hour")
    .orderBy("position")
    .limit(perStep)
    .execute();
  if (rows.some(({ first_sent_at }) => first_sent_at === null))
    await db
      .updateTable("meter_events")
      .set({ first_sent_at: new Date() })
      .where("organization_id", "=", organizationId)
      .where("acknowledged_at", "is", null)
      .where("first_sent_at", "is", null)
      .execute();
  return rows;
}

/** @returns null once Stripe has it, else why it never will */
async function send(billed: Billed, customer: string, row: Row): Promise<string | null> {
  const identifier = `${billed.organizationId} ${row.kind} ${row.hour} ${row.position}`;
  try {
    await billed.stripe.billing.meterEvents.create({
      event_name: metered.meter,
      identifier,
      timestamp: Math.floor(Date.parse(row.hour) / 1000),
      payload: { stripe_customer_id: customer, value: String(row.quantity) },
    });
    return null;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return isRepetition(error, identifier) ? null : error.message;
  }
}

/**
 * Stripe refuses an identifier that it has. It has codes for that and gives none here so far: then its sentence tells, by
 * what it has to hold.
 */
const isRepetition = ({ code, message }: Stripe.errors.StripeError, identifier: string): boolean =>
  ["duplicate_meter_event", "resource_already_exists"].includes(code ?? "") ||
  (message.includes(identifier) && /\bexists\b/i.test(message));

/** Sent so long ago that Stripe may have forgotten the identifier. */
const isOld = ({ first_sent_at }: Row): boolean => first_sent_at !== null && Date.now() - Date.parse(first_sent_at) >= identifierLivesMs;

/** Whether one that was sent before arrived after all, by Stripe's own sum of its hour. */
async function isThere({ stripe, organizationId, transaction }: Billed, customer: string, row: Row): Promise<boolean> {
  const start = Date.parse(row.hour);
  const { data } = await stripe.billing.meters.listEventSummaries(await meterId(stripe), {
    customer,
    start_time: Math.floor(start / 1000),
    end_time: Math.floor((start + hourMs) / 1000),
  });
  const theirs = data.reduce((sum, { aggregated_value }) => sum + aggregated_value, 0);
  const ours = await transaction(
    ({ db }) =>
      db
        .selectFrom("meter_events")
        .select(({ fn }) => fn.coalesce(fn.sum<number>("quantity"), sql<number>`0`).as("sent"))
        .where("organization_id", "=", organizationId)
        .where("kind", "=", row.kind)
        .where("hour", "=", row.hour)
        .where("acknowledged_at", "is not", null)
        .executeTakeFirstOrThrow(),
    "read",
  );
  return theirs >= Number(ours.sent) + row.quantity;
}
