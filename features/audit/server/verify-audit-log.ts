import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import { notFound } from "#platform/errors.ts";
import { AuditVerification } from "../contract.ts";
import { verifySeals } from "./verify-seals.ts";

export const verifyAuditLog = procedure({
  name: "operator.verify_audit_log",
  summary:
    "Makes every seal of an organization's audit log anew and names the first that does not hold. `head`: the digest of a seal that was kept earlier, which the chain must still hold. Shows nothing of the entries.",
  scope: "operator",
  kind: "read",
  takesLong: true,
  params: ["organization_id"],
  input: z.object({
    head: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, "A digest has 64 hexadecimal digits.")
      .toLowerCase()
      .optional()
      .describe("The digest of a seal that was kept earlier."),
  }),
  output: AuditVerification,
  example: ({ organization_id }) => ({ params: { organization_id } }),
  async run({ platform, params: { organization_id: id }, organizationTransaction }, { head }) {
    if (!(await organizationTransaction(id, ({ db }) => lockIfThere(db, id)))) throw notFound("There is no organization with this id.");
    return verifySeals(platform, id, head);
  },
});
