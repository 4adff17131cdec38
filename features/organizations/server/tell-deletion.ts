import { z } from "zod";
import { job } from "#access/job.ts";
import { ownersOf } from "#access/owners.ts";
import { deletionMail } from "./mails.ts";

/** Tells one Owner that the organization is being deleted, unless it was restored by then. */
export const tellDeletion = job({
  name: "organization.tell_deletion",
  says: null,
  payload: z.object({ membership_id: z.string() }),
  concurrency: 2,
  allowedWhile: ["deleting"],
  async run({ platform, organization, transaction }, { membership_id }) {
    const { owner, row } = await transaction(async ({ db }) => {
      const owners = await ownersOf(db, organization.id);
      const facts = db.selectFrom("organizations").select(["name", "purge_at", "deletion_requested_by as by"]);
      return {
        owner: owners.find((one) => one.membership_id === membership_id),
        row: await facts.where("id", "=", organization.id).executeTakeFirst(),
      };
    }, "read");
    if (!owner || !row?.purge_at) return;
    const url = `${platform.env.appUrl}/organizations/${organization.id}/settings`;
    await platform.mail.send(deletionMail(owner.email, { name: row.name, by: row.by ?? "An Owner", purgeAt: row.purge_at, url }));
  },
});
