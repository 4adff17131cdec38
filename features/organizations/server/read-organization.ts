import { z } from "zod";
import type { Actor } from "#access/actor.ts";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { Organization } from "../contract.ts";
import { describeStatus, statusChangedAt } from "./describe-status.ts";

export const readOrganization = operation({
  name: "organization.read",
  summary: "An organization, its status, and what the caller can do in it.",
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
  const row = await db
    .selectFrom("organizations as o")
    .selectAll()
    .select(statusChangedAt)
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const membership = actor.type === "user" ? actor.membership : null;
  return {
    ...row,
    role: membership?.role ?? null,
    role_name: membership?.roleName ?? null,
    membership_id: membership?.id ?? null,
    ...describeStatus(row, row.changed_at),
    permissions: [...permissions],
  };
}
