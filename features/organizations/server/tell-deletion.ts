import { z } from "zod";
import { job } from "#access/job.ts";
import { deletionMail } from "./mails.ts";

/** Tells one Owner that the organization is being deleted, unless it was restored by then. */
export const tellDeletion = job({
  name: "organization.tell_deletion",
  says: null,
  payload: z.object({ membership_id: z.string() }),
  concurrency: 2,
  allowedWhile: ["deleting"],
  async run({ platform, organization, transaction }, { membership_id }) {
    const found = await transaction(
      ({ db }) =>
        db
          .selectFrom("memberships as m")
          .innerJoin("users as u", "u.id", "m.user_id")
          .innerJoin("organizations as o", "o.id", "m.organization_id")
          .select(["u.email", "o.name", "o.purge_at", "o.deletion_requested_by as by"])
          .where("m.organization_id", "=", organization.id)
          .where("m.id", "=", membership_id)
          .executeTakeFirst(),
      "read",
    );
    if (!found?.purge_at) return;
    const url = `${platform.env.appUrl}/organizations/${organization.id}/settings`;
    await platform.mail.send(deletionMail(found.email, { name: found.name, by: found.by ?? "An Owner", purgeAt: found.purge_at, url }));
  },
});
