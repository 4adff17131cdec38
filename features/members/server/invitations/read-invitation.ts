import { z } from "zod";
import { process } from "#access/operation.ts";
import { maskEmail } from "#features/identity/contract.ts";
import { InvitationView } from "../../contract.ts";
import { readByToken } from "./find-invitation.ts";

export const readInvitation = process({
  name: "invitation.read",
  summary: "What whoever holds an invitation's link may know of it.",
  scope: "public",
  kind: "read",
  params: ["token"],
  input: z.object({}),
  output: InvitationView,
  example: (world) => ({ params: { token: world.token } }),
  async run({ params, platform }) {
    const { organization, inviter, role, email, state } = await readByToken(platform, params.token);
    return { organization: organization.name, inviter, role, email: maskEmail(email), state };
  },
});
