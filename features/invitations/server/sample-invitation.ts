import type { Sample } from "#access/sample.ts";
import type { InvitationOutcome } from "../contract.ts";
import { createInvitations } from "./create-invitations.ts";

/** An invitation of an address at which nobody is. */
export const sampleInvitation: Sample = async (perform) => {
  const input = { emails: ["sample@example.com"], role: "member" };
  const { data } = await perform<{ data: InvitationOutcome[] }>(createInvitations, { input });
  return { invitation_id: data[0]!.invitation!.id };
};
