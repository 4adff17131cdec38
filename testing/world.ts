import { randomBytes } from "node:crypto";
import type { World } from "#access/operation.ts";
import { features } from "#features/index.ts";
import { testPageSecret } from "#features/agents/server/test-page.ts";
import { hashCode } from "#features/phone-numbers/server/verification-code.ts";
import { hashToken } from "#platform/keys.ts";
import { newId, prefixOfParam, type ParamName } from "#platform/ids.ts";
import { activeRoutes } from "../app.ts";
import type { TestApp } from "./app.ts";
import { cloneWorld, takeSnapshot, type Snapshot } from "./clone-world.ts";
import type { TestDatabase } from "./database.ts";
import {
  call,
  createMember,
  finishExport,
  formOf,
  handInvitation,
  createOrganization,
  createUser,
  setBillingAddress,
  visitorOrigin,
  type TestOrganization,
  type TestUser,
} from "./factories.ts";
import { createInvoice, invoiceDocument } from "./invoices.ts";
import { finishSource } from "./knowledge.ts";

export type FilledWorld = {
  organization: TestOrganization;
  world: World;
  users: Record<string, TestUser>;
  /** For whom the invitation is; `session_id` of the world is theirs. */
  invited: TestUser;
};

/**
 * An organization with one record of every kind that an operation's path can name, and a member of each role. Kinds that nobody
 * creates have an id that does not exist. The first of an app is created, and the others are copies of it.
 */
export async function fillWorld(test: TestApp): Promise<FilledWorld> {
  const first = snapshots.get(test.database);
  if (first) return cloneWorld(test, await first);
  const filled = fill(test);
  snapshots.set(
    test.database,
    filled.then((world) => takeSnapshot(test, world)),
  );
  await snapshots.get(test.database);
  return filled;
}

const snapshots = new WeakMap<TestDatabase, Promise<Snapshot>>();

/** Features make what they have a sample of; what needs another person, or work that is done later, is created here. */
async function fill(test: TestApp): Promise<FilledWorld> {
  const organization = await createOrganization(test);
  if (test.platform.stripe) await addSubscription(test, organization.id);
  if (test.platform.env.billing === "manual") await addPlanTerm(test, organization.id);
  const admin = await createMember(test, organization.id, "admin");
  const member = await createMember(test, organization.id, "member");
  const viewer = await createMember(test, organization.id, "viewer");
  await setBillingAddress(test, organization.id);
  const made = await makeSamples(test, organization);
  await finishSource(test, organization.id, made.source_id);
  await finishExport(test, organization.id, made.export_id);
  const { agent_id, phone_number_id, invitation_id } = made;
  const invoice_number = newId("ivc").slice(-10);
  const invoice_id = await createInvoice(test, organization.id, { document: invoiceDocument({ number: invoice_number }) });
  const paid_invoice_number = `${invoice_number}P`;
  if (test.platform.env.billing === "manual") {
    await addInvoiceLine(test, organization.id, invoice_id);
    await addPaidInvoice(test, organization.id, paid_invoice_number);
  }
  const invited = await createUser(test);
  const world: World = {
    ...made,
    membership_id: viewer.membershipId,
    invoice_id,
    token: await handInvitation(test, organization.id, invitation_id, invited),
    session_id: await sessionOf(test, invited),
    email: organization.owner.email,
    invoice_number,
    paid_invoice_number,
    phone_code: await sendPhoneCode(test, organization.id, phone_number_id),
    test_page_secret: await shareTestPage(test, organization.id, agent_id),
    chat_link_secret: await addChatLink(test, organization.id, made, "open"),
    spent_chat_link_secret: await addChatLink(test, organization.id, made, "spent"),
  };
  return { organization, world, users: { owner: organization.owner, admin, member, viewer }, invited };
}

/** A record of each feature that has a sample, made over HTTP by the Owner; names of others lead nowhere. */
async function makeSamples(test: TestApp, { id, owner }: TestOrganization): Promise<World> {
  const names = [...(Object.keys(prefixOfParam) as ParamName[]), "token" as const];
  let world = { ...Object.fromEntries(names.map((name) => [name, absentParam(name)])), organization_id: id } as World;
  for (const { sample } of features) {
    const made = await sample?.(async (operation, { params = {}, input = {}, file }, visitorToken) => {
      const { method, path } = activeRoutes().find((route) => route.operation === operation)!;
      const named: Record<string, string> = { ...params, organization_id: id };
      const line = `${method} ${path.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? "missing")}`;
      const ofVisitor = { origin: visitorOrigin, ...(visitorToken && { authorization: `Bearer ${visitorToken}` }) };
      const isVisitor = operation.scope === "visitor";
      const { status, body } = await call(
        test,
        isVisitor ? null : owner,
        line,
        file ? formOf({ ...file, bytes: file.text }) : method === "GET" ? undefined : input,
        isVisitor ? ofVisitor : {},
      );
      if (status >= 300) throw new Error(`${operation.name} made no sample: ${JSON.stringify(body)}`);
      return body as never;
    }, world);
    world = { ...world, ...made };
  }
  return world;
}

/** The highest plan, so that no limit is in the way of what a test is about. Stripe knows nothing of it. */
async function addSubscription(test: TestApp, organizationId: string): Promise<void> {
  await test.database.admin.query(
    "insert into subscriptions (organization_id, id, stripe_subscription_id, plan, status, currency, seats_paid, started_at, period_starts_at, period_ends_at) values ($1, $2, 'sub_test', 'business', 'active', 'eur', 0, now(), now(), now() + interval '1 month')",
    [organizationId, newId("sub")],
  );
}

/** The same where the operator sets the plans. */
async function addPlanTerm(test: TestApp, organizationId: string): Promise<void> {
  await test.database.admin.query(
    "insert into plan_terms (organization_id, from_day, plan, currency) values ($1, '2026-01-01', 'business', 'eur')",
    [organizationId],
  );
}

/** What the one line of `invoiceDocument` charges, as issuing keeps it. */
async function addInvoiceLine(test: TestApp, organizationId: string, invoiceId: string): Promise<void> {
  await test.database.admin.query(
    "insert into invoice_lines (organization_id, invoice_id, position, month, from_day, what, quantity, amount) values ($1, $2, 1, '2026-10-01', '2026-10-01', 'plan', 1, 4900)",
    [organizationId, invoiceId],
  );
}

async function addPaidInvoice(test: TestApp, organizationId: string, number: string): Promise<void> {
  await createInvoice(test, organizationId, { document: invoiceDocument({ number }), status: "paid", paid_at: new Date() });
}

async function sessionOf(test: TestApp, user: TestUser): Promise<string> {
  const { rows } = await test.database.admin.query<{ id: string }>("select id from sessions where user_id = $1", [user.id]);
  return rows[0]!.id;
}

/** The code that its owner has on their telephone. */
async function sendPhoneCode(test: TestApp, organizationId: string, phoneNumberId: string): Promise<string> {
  const code = "246810";
  const { rows } = await test.database.admin.query("select * from phone_numbers where organization_id = $1 and id = $2", [
    organizationId,
    phoneNumberId,
  ]);
  await test.database.admin.query(
    `insert into phone_verifications (organization_id, phone_number_id, code_hash, expires_at) values ($1, $2, $3, now() + interval '10 minutes')`,
    [organizationId, phoneNumberId, hashCode(test.platform, rows[0], code)],
  );
  return code;
}

/** The secret of the link to an agent's test page. */
async function shareTestPage(test: TestApp, organizationId: string, agentId: string): Promise<string> {
  const { admin } = test.database;
  const secret = testPageSecret(test.platform, agentId, 1);
  await admin.query("update agents set test_page_version = 1 where organization_id = $1 and id = $2", [organizationId, agentId]);
  await admin.query("insert into handles (organization_id, kind, hash) values ($1, 'test_page', $2)", [organizationId, hashToken(secret)]);
  return secret;
}

/** The secret of a link that was mailed to the visitor of the conversation. */
async function addChatLink(test: TestApp, organizationId: string, made: World, state: "open" | "spent"): Promise<string> {
  const { admin } = test.database;
  const secret = `${state}-${organizationId}`;
  await admin.query(
    `insert into chat_links (organization_id, hash, conversation_id, lead_id, expires_at, mailed_at, spent_at)
     values ($1, $2, $3, $4, now() + interval '30 days', now(), case when $5 then now() end)`,
    [organizationId, hashToken(secret), made.conversation_id, made.lead_id, state === "spent"],
  );
  await admin.query("insert into handles (organization_id, kind, hash) values ($1, 'chat_link', $2)", [organizationId, hashToken(secret)]);
  return secret;
}

/** A well-formed name of a record that does not exist. */
export function absentParam(name: ParamName): string {
  return name === "token" ? randomBytes(24).toString("base64url") : newId(prefixOfParam[name]);
}
