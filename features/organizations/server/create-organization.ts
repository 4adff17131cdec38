import { process } from "#access/operation.ts";
import { newId } from "#platform/ids.ts";
import { CreateOrganization, OrganizationCard } from "../contract.ts";

export const createOrganization = process({
  name: "organization.create",
  summary: "Makes another organization; the caller is its Owner.",
  scope: "account",
  kind: "write",
  input: CreateOrganization,
  output: OrganizationCard,
  status: 201,
  example: () => ({ input: { name: "Second Company" } }),
  run({ actor, organizationTransaction }, { name }) {
    const id = newId("org");
    return organizationTransaction(id, async ({ db, audit }) => {
      const organization = await db
        .insertInto("organizations")
        .values({ id, name })
        .returning(["id", "name", "created_at", "purge_at"])
        .executeTakeFirstOrThrow();
      await db
        .insertInto("memberships")
        .values({ organization_id: id, id: newId("mem"), user_id: actor.id, role: "owner" })
        .execute();
      audit({ target: { type: "organization", id, label: name }, after: { name } });
      return { ...organization, role: "owner", status: "active" as const, member_count: 1, project_count: 0 };
    });
  },
});
