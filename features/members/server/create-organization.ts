import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { nameOfRole } from "#access/permissions.ts";
import { named } from "#access/says.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { CreateOrganization, OrganizationCard } from "#features/organizations/contract.ts";
import { insertOrganization } from "#features/organizations/server/insert-organization.ts";
import { asSentence, say } from "#platform/sentence.ts";
import { addMember } from "./add-member.ts";

export const createOrganization = operation({
  name: "organization.create",
  summary: "Creates another organization; the caller is its Owner.",
  scope: "account",
  within: { organization: () => newId("org") },
  kind: "write",
  says: (entry) => `created the organization${named(entry)}`,
  input: CreateOrganization,
  output: OrganizationCard,
  status: 201,
  example: () => ({ input: { name: "Second Company" } }),
  async run({ actor, platform, organizationId: id, db, audit }, { name }) {
    const organization = await insertOrganization(db, { id, name });
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
  const many = caps.organizations === 1 ? asSentence("one organization") : say`${caps.organizations.toLocaleString("en")} organizations`;
  throw new AppError(
    "limit_reached",
    say`An account can own ${many}. The operator of this installation can raise the limit. Organizations that are being deleted count until they are gone.`,
  );
}
