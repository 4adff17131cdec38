import { addHandle } from "#access/handles.ts";
import { process } from "#access/operation.ts";
import { named, valueOf } from "#access/says.ts";
import { inviteOwner } from "#features/invitations/server/invite-owner.ts";
import { insertOrganization } from "#features/organizations/server/insert-organization.ts";
import { AppError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { CreateForCustomer, MadeForCustomer } from "../contract.ts";
import { presentOrganization } from "./present-organization.ts";

export const createOrganization = process({
  name: "operator.create_organization",
  summary: "Makes an organization for a customer and invites its Owner. It waits for that Owner; nobody else is a member.",
  scope: "operator",
  kind: "write",
  says: (entry) => {
    const owner = valueOf(entry, "owner_email");
    return `created the organization${named(entry)}${owner ? ` for ${owner}` : ""}`;
  },
  input: CreateForCustomer,
  output: MadeForCustomer,
  status: 201,
  example: () => ({ input: { name: "Acme", owner_email: "ann@example.com" } }),
  async run({ actor, platform, request, organizationTransaction }, { name, owner_email }) {
    const id = newId("org");
    const key = request.idempotencyKey;
    try {
      return await organizationTransaction(id, async ({ db, audit, send }) => {
        await insertOrganization(db, { id, name, awaits_owner: true });
        if (key !== undefined) await addHandle(db, id, "idempotency_key", `${actor.type} ${key}`);
        const { outcome, link } = await inviteOwner({ db, send, platform }, id, owner_email);
        audit({ target: { type: "organization", id, label: name }, after: { name, owner_email } });
        return { ...(await presentOrganization(db, id)), invitation: { outcome, link } };
      });
    } catch (error) {
      if ((error as { constraint?: string }).constraint !== "handles_pkey") throw error;
      throw new AppError("already_done", "This Idempotency-Key has made an organization already; the answer held a link and was not kept.");
    }
  },
});
