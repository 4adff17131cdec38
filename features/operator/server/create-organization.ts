import { operation } from "#access/operation.ts";
import { named, valueOf } from "#access/says.ts";
import { inviteOwner } from "#features/invitations/server/invite-owner.ts";
import { insertOrganization } from "#features/organizations/server/insert-organization.ts";
import { newId } from "#platform/ids.ts";
import { CreateForCustomer, MadeForCustomer } from "../contract.ts";
import { presentOrganization } from "./present-organization.ts";

export const createOrganization = operation({
  name: "operator.create_organization",
  summary: "Makes an organization for a customer and invites its Owner. It waits for that Owner; nobody else is a member.",
  scope: "operator",
  within: { organization: () => newId("org") },
  kind: "write",
  says: (entry) => {
    const owner = valueOf(entry, "owner_email");
    return `created the organization${named(entry)}${owner ? ` for ${owner}` : ""}`;
  },
  input: CreateForCustomer,
  output: MadeForCustomer,
  status: 201,
  example: () => ({ input: { name: "Acme", owner_email: "ann@example.com" } }),
  secretAnswer: ({ invitation }: MadeForCustomer) => invitation.link !== null,
  async run({ platform, organizationId: id, db, audit, send }, { name, owner_email }) {
    await insertOrganization(db, { id, name, awaits_owner: true });
    const { outcome, link } = await inviteOwner({ db, send, platform }, id, owner_email);
    audit({ target: { type: "organization", id, label: name }, after: { name, owner_email } });
    return { ...(await presentOrganization(db, id)), invitation: { outcome, link } };
  },
});
