import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { statusOf } from "#access/status.ts";
import { PurgeCertificate } from "#features/organizations/contract.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { purgeOrganization as purge } from "#features/organizations/server/purge-organization.ts";

export const purgeOrganization = procedure({
  name: "operator.purge_organization",
  summary: "Deletes an organization for good, now, however it stands: rows, files and jobs. Answers the certificate, which is kept.",
  scope: "operator",
  kind: "write",
  changesRights: true,
  says: () => "deleted the organization for good",
  takesLong: true,
  params: ["organization_id"],
  input: z.object({}),
  output: PurgeCertificate,
  example: ({ organization_id }) => ({ params: { organization_id } }),
  async run({ platform, params: { organization_id: id }, organizationTransaction }) {
    await organizationTransaction(id, async ({ db, audit }) => {
      const organization = await lockOrganization(db, id);
      audit({ target: { type: "organization", id, label: organization.name }, before: { status: statusOf(organization) } });
    });
    return purge(platform, id, "operator");
  },
});
