import { randomBytes } from "node:crypto";
import type { World } from "#access/operation.ts";
import { newId, prefixOfParam, type ParamName } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import {
  createAgent,
  createConversation,
  createCustomRole,
  createInvitation,
  createKey,
  createExport,
  createMember,
  createOrganization,
  createPhoneNumber,
  createProject,
  createSource,
  setBillingAddress,
  type TestOrganization,
  type TestUser,
} from "./factories.ts";
import { createInvoice } from "./invoices.ts";

export type FilledWorld = { organization: TestOrganization; world: World; users: Record<string, TestUser> };

/**
 * An organization with one record of every kind that an operation's path can name, and a member of each role.
 * Kinds that no feature makes yet hold an id that does not exist.
 */
export async function fillWorld(test: TestApp): Promise<FilledWorld> {
  const organization = await createOrganization(test);
  if (test.platform.stripe) await addSubscription(test, organization.id);
  if (test.platform.env.billing === "manual") await addPlanTerm(test, organization.id);
  const admin = await createMember(test, organization.id, "admin");
  const member = await createMember(test, organization.id, "member");
  const viewer = await createMember(test, organization.id, "viewer");
  const phone_number_id = await createPhoneNumber(test, organization.id, "+491701234567");
  await setBillingAddress(test, organization.id);
  const role_id = await createCustomRole(test, organization.id, ["project:read", "conversation:read"]);
  const project_id = await createProject(test, organization.id, organization.owner.id);
  const source_id = await createSource(test, organization.id, project_id);
  const agent_id = await createAgent(test, organization, project_id);
  const { conversation_id, visitor_token } = await createConversation(test, organization.id, project_id, agent_id);
  const export_id = await createExport(test, organization.id, organization.owner);
  const { id: api_key_id } = await createKey(test, organization.id, organization.owner.id, ["project:read"]);
  const invoice_id = await createInvoice(test, organization.id);
  const invitation_id = newId("inv");
  const names = [...(Object.keys(prefixOfParam) as ParamName[]), "token" as const];
  const absent = Object.fromEntries(names.map((name) => [name, absentParam(name)])) as Record<ParamName, string>;
  const world: World = {
    ...absent,
    organization_id: organization.id,
    membership_id: viewer.membershipId,
    phone_number_id,
    role_id,
    project_id,
    source_id,
    agent_id,
    conversation_id,
    export_id,
    invoice_id,
    api_key_id,
    visitor_token,
    invitation_id,
    token: await createInvitation(test, organization.id, { id: invitation_id, inviter: organization.owner }),
  };
  return { organization, world, users: { owner: organization.owner, admin, member, viewer } };
}

/** The highest plan, so that no limit stands in the way of what a test is about. Stripe knows nothing of it. */
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

/** A well-formed name of a record that does not exist. */
export function absentParam(name: ParamName): string {
  return name === "token" ? randomBytes(24).toString("base64url") : newId(prefixOfParam[name]);
}
