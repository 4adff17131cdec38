import { z } from "zod";
import { job } from "#access/job.ts";
import { permissionsOf } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import { readyMail } from "./mails.ts";

/** Tells the person who asked for an export that it is ready, if they can still have it. Queued when the archive is complete. */
export const mailExport = job({
  name: "export.mail",
  says: null,
  payload: z.object({ export_id: z.string() }),
  concurrency: 1,
  allowedWhile: ["suspended", "deleting"],
  async run({ platform, organization, transaction }, { export_id: id }) {
    const found = await transaction(({ db }) => findReader(db, organization.id, id), "read");
    if (!found || !permissionsOf(found.role, found.ticked).has("organization:export")) return;
    const url = `${platform.env.appUrl}/organizations/${organization.id}/settings`;
    await platform.mail.send(readyMail(found.email, organization.name, found.expires_at ?? "", url));
  },
});

function findReader(db: Db, organizationId: string, id: string) {
  return db
    .selectFrom("exports as e")
    .innerJoin("memberships as m", (join) =>
      join.onRef("m.organization_id", "=", "e.organization_id").onRef("m.user_id", "=", "e.requested_by"),
    )
    .leftJoin("custom_roles as r", (join) =>
      join.onRef("r.organization_id", "=", "m.organization_id").onRef("r.id", "=", "m.custom_role_id"),
    )
    .innerJoin("users as u", "u.id", "m.user_id")
    .select(["u.email", "m.role", "r.permissions as ticked", "e.expires_at"])
    .where("e.organization_id", "=", organizationId)
    .where("e.id", "=", id)
    .where("e.status", "=", "ready")
    .executeTakeFirst();
}
