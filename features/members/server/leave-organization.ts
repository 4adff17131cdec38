import { z } from "zod";
import { operation } from "#access/operation.ts";
import { worksWhile } from "#access/status.ts";
import { notFound } from "#platform/errors.ts";
import { endMembership } from "./end-membership.ts";
import { findMember } from "./find-member.ts";
import { lockAsGiver } from "./lock-as-giver.ts";

export const leaveOrganization = operation({
  name: "organization.leave",
  summary: "Takes the caller out of the organization, whatever its status. The last Owner hands it over or deletes it instead.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: () => "left the organization",
  permission: "organization:read",
  takesPerson: true,
  withoutFactor: true,
  allowedWhile: worksWhile.leave,
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: () => ({}),
  async run({ db, organization, actor, permissions, product, audit }) {
    const { membershipId } = await lockAsGiver(db, organization.id, actor, permissions, "organization:read");
    if (membershipId === null) throw notFound();
    audit(await endMembership(db, product, organization.id, await findMember(db, organization.id, membershipId)));
    return null;
  },
});
