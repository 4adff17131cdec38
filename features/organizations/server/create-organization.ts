import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import { process, type OpenOrganization } from "#access/operation.ts";
import { nameOfRole } from "#access/permissions.ts";
import { named } from "#access/says.ts";
import { statusOf } from "#access/status.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { hashToken } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import { CreateOrganization, OrganizationCard } from "../contract.ts";

export const createOrganization = process({
  name: "organization.create",
  summary: "Creates another organization; the caller is its Owner.",
  scope: "account",
  kind: "write",
  says: (entry) => `created the organization${named(entry)}`,
  input: CreateOrganization,
  output: OrganizationCard,
  status: 201,
  example: () => ({ input: { name: "Second Company" } }),
  async run({ actor, request, platform, organizationTransaction }, { name }) {
    const id = newId("org");
    const key = request.idempotencyKey === undefined ? null : `${actor.id} ${request.idempotencyKey}`;
    try {
      return await organizationTransaction(id, async ({ db, audit }) => {
        const organization = await insertOrganization(db, { id, name });
        if (key)
          await db
            .insertInto("handles")
            .values({ organization_id: id, kind: "idempotency_key", hash: hashToken(key) })
            .execute();
        // After the key: what was made with it before is answered, however many organizations there are.
        await requireOneMore(platform, db, actor.id);
        await db
          .insertInto("memberships")
          .values({ organization_id: id, id: newId("mem"), user_id: actor.id, role: "owner" })
          .execute();
        audit({ target: { type: "organization", id, label: name }, after: { name } });
        return {
          ...organization,
          role: "owner",
          role_name: nameOfRole("owner"),
          status: "active" as const,
          member_count: 1,
          project_count: 0,
        };
      });
    } catch (error) {
      if (!key || (error as { constraint?: string }).constraint !== "handles_pkey") throw error;
      const made = await readMade(platform, organizationTransaction, key, actor.id);
      if (made?.name !== name) throw conflict("This Idempotency-Key was used for another request.");
      return made;
    }
  },
});

function insertOrganization(db: Db, row: { id: string; name: string }) {
  return db.insertInto("organizations").values(row).returning(["id", "name", "created_at", "purge_at"]).executeTakeFirstOrThrow();
}

/**
 * Counts the organizations that the account owns, those that are being deleted too; not those that it was invited to.
 * @throws AppError `limit_reached`
 */
async function requireOneMore({ env: { caps } }: Platform, db: Db, userId: string): Promise<void> {
  if (caps.organizations === 0) return;
  const { rows } = await sql<{ owned: number }>`select count_owned_organizations(${userId}) as owned`.execute(db);
  if (rows[0]!.owned < caps.organizations) return;
  const many = caps.organizations === 1 ? "one organization" : `${caps.organizations.toLocaleString("en")} organizations`;
  throw new AppError(
    "limit_reached",
    `An account can own ${many}. The operator of this installation can raise the limit. Organizations that are being deleted count until they are gone.`,
  );
}

/** What the same Idempotency-Key made before. Nothing is written, and the audit log is told so. */
async function readMade(platform: Platform, open: OpenOrganization, key: string, userId: string): Promise<OrganizationCard | null> {
  const organizationId = await leaveTenant(platform, "what the same Idempotency-Key made").organizationOf("idempotency_key", key);
  if (!organizationId) return null;
  const row = await open(organizationId, ({ db, audit }) => {
    audit(null);
    return db
      .selectFrom("organizations as o")
      .innerJoin("memberships as m", "m.organization_id", "o.id")
      .leftJoin("custom_roles as r", (join) => join.onRef("r.organization_id", "=", "o.id").onRef("r.id", "=", "m.custom_role_id"))
      .selectAll("o")
      .select([
        "m.role",
        "r.name as custom_role_name",
        sql<number>`(select count(*) from memberships where organization_id = o.id)`.as("member_count"),
        sql<number>`(select count(*) from projects where organization_id = o.id)`.as("project_count"),
      ])
      .where("o.id", "=", organizationId)
      .where("m.user_id", "=", userId)
      .executeTakeFirst();
  });
  return row ? { ...row, role_name: nameOfRole(row.role, row.custom_role_name), status: statusOf(row) } : null;
}
