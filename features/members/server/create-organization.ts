import { sql } from "kysely";
import { addHandle } from "#access/handles.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { process, type OpenOrganization, type OpenTransaction } from "#access/operation.ts";
import { nameOfRole } from "#access/permissions.ts";
import { named } from "#access/says.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, conflict } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { CreateOrganization, OrganizationCard } from "#features/organizations/contract.ts";
import { insertOrganization } from "#features/organizations/server/insert-organization.ts";
import { findCard } from "#features/organizations/server/list-organizations.ts";
import { addMember } from "./add-member.ts";

export const createOrganization = process({
  name: "organization.create",
  summary: "Makes another organization; the caller is its Owner.",
  scope: "account",
  kind: "write",
  says: (entry) => `created the organization${named(entry)}`,
  input: CreateOrganization,
  output: OrganizationCard,
  status: 201,
  example: () => ({ input: { name: "Second Company" } }),
  async run({ actor, request, platform, transaction, organizationTransaction }, { name }) {
    const id = newId("org");
    const key = request.idempotencyKey === undefined ? null : `${actor.id} ${request.idempotencyKey}`;
    try {
      return await organizationTransaction(id, async ({ db, audit }) => {
        const organization = await insertOrganization(db, { id, name });
        if (key) await addHandle(db, id, "idempotency_key", key);
        // After the key: what was made with it before is answered, however many organizations there are.
        await requireOneMore(platform, db, actor.id);
        await addMember(db, id, { userId: actor.id, role: "owner" });
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
      const made = await readMade(platform, { transaction, organizationTransaction }, key, actor.id);
      if (made?.name !== name) throw conflict("This Idempotency-Key was used for another request.");
      return made;
    }
  },
});

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
    `An account may own ${many}. The operator of this installation can raise the limit. Organizations that are being deleted count until they are gone.`,
  );
}

/** What the same Idempotency-Key made before. Nothing is written, and the audit log is told so. */
async function readMade(
  platform: Platform,
  { transaction, organizationTransaction: open }: { transaction: OpenTransaction; organizationTransaction: OpenOrganization },
  key: string,
  userId: string,
): Promise<OrganizationCard | null> {
  const organizationId = await leaveTenant(platform, "what the same Idempotency-Key made").organizationOf("idempotency_key", key);
  if (!organizationId) return null;
  await open(organizationId, async ({ audit }) => audit(null));
  return transaction(({ db }) => findCard(db, userId, organizationId), "read");
}
