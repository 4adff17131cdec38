import { z } from "zod";
import { process } from "#access/operation.ts";
import { confirmEmail } from "#features/identity/server/confirm-email.ts";
import { tellStreams } from "#features/identity/server/tell-streams.ts";
import { Joined } from "../../contract.ts";
import { findInvitation, needsProof, organizationOfInvitation } from "./find-invitation.ts";
import { joinOrganization } from "./join-organization.ts";
import type { SeatsLeft } from "./seats.ts";

export const acceptInvitation = (seatsLeft: SeatsLeft) =>
  process({
    name: "invitation.accept",
    summary: "Makes the caller a member of the organization that invited their address.",
    scope: "account",
    kind: "write",
    params: ["token"],
    input: z.object({}),
    output: Joined,
    example: (world) => ({ params: { token: world.token } }),
    async run({ actor, params, platform, transaction, organizationTransaction }) {
      const organizationId = await organizationOfInvitation(platform, params.token);
      const { mailed, role } = await organizationTransaction(organizationId, (open) =>
        joinOrganization(
          open,
          organizationId,
          actor,
          (db) => findInvitation(platform, db, organizationId, params.token, seatsLeft),
          (invitation) => needsProof(platform, invitation, actor),
        ),
      );
      const confirmed =
        mailed && (await transaction(({ db }) => confirmEmail(db, { id: actor.id, email: actor.label, sessionId: actor.sessionId })));
      if (confirmed) await tellStreams(platform, actor.id);
      return { organization_id: organizationId, role, ...(confirmed ? { confirmed } : {}) };
    },
  });
