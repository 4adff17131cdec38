import { z } from "zod";
import type { Actor } from "#access/actor.ts";
import { operation } from "#access/operation.ts";
import { statusOf } from "#access/status.ts";
import type { Db } from "#platform/database/transaction.ts";
import { Organization } from "../contract.ts";

export const readOrganization = operation({
  name: "organization.read",
  summary: "An organization, its status, and what the caller may do in it.",
  scope: "organization",
  kind: "read",
  permission: "organization:read",
  input: z.object({}),
  output: Organization,
  example: () => ({}),
  run: ({ db, organization, actor, permissions }) => presentOrganization(db, organization.id, actor, permissions),
});

/** An organization as the API shows it to this actor. */
export async function presentOrganization(
  db: Db,
  organizationId: string,
  actor: Actor,
  permissions: ReadonlySet<string>,
): Promise<Organization> {
  const row = await db.selectFrom("organizations").selectAll().where("id", "=", organizationId).executeTakeFirstOrThrow();
  const status = statusOf(row);
  return {
    ...row,
    role: actor.type === "user" ? (actor.membership?.role ?? null) : null,
    status,
    status_reason: status === "suspended" ? row.suspended_reason : null,
    status_since: status === "suspended" ? row.suspended_at : status === "past_due" ? row.past_due_since : null,
    permissions: [...permissions],
  };
}
