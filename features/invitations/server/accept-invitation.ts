import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { Joined } from "../contract.ts";
import { organizationOfInvitation } from "./find-invitation.ts";
import { joinByLink } from "./join-by-link.ts";
import { joining } from "./join-organization.ts";

export const acceptInvitation = procedure({
  name: joining.name,
  summary: "Makes the caller a member of the organization that invited their address.",
  scope: "account",
  kind: "write",
  says: joining.says,
  params: ["token"],
  input: z.object({}),
  output: Joined,
  example: (world) => ({ params: { token: world.token } }),
  async run({ actor, params, platform, organizationTransaction }) {
    const organizationId = await organizationOfInvitation(platform, params.token);
    const { role, confirmed } = await joinByLink(
      platform,
      { organizationId, token: params.token, user: actor },
      { transaction: (run) => organizationTransaction(organizationId, run) },
    );
    return { organization_id: organizationId, role, ...(confirmed ? { confirmed } : {}) };
  },
});
