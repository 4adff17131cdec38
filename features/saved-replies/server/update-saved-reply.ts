import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { lockProjectToCount } from "#features/projects/server/find-project.ts";
import { SavedReply, UpdateSavedReply } from "../contract.ts";
import { findSavedReply, refuseTaken, replyColumns, targetOf } from "./find-saved-reply.ts";

export const updateSavedReply = operation({
  name: "saved_reply.update",
  summary: "Changes a saved reply.",
  scope: "organization",
  kind: "write",
  says: (entry) => `changed ${fieldsOf(entry.after)}the saved reply${named(entry)}`,
  permission: "project:update",
  params: ["project_id", "saved_reply_id"],
  input: UpdateSavedReply,
  output: SavedReply,
  example: ({ project_id, saved_reply_id }) => ({ params: { project_id, saved_reply_id }, input: { shortcut: "return" } }),
  async run({ db, organization, params, request, audit }, { name, text, shortcut }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    await lockProjectToCount(db, organization.id, params.project_id);
    const before = await findSavedReply(db, place, params.saved_reply_id, "lock");
    checkVersion(request, before.version);
    const wanted = {
      name: name ?? before.name,
      text: text ?? before.text,
      shortcut: shortcut === undefined ? before.shortcut : shortcut,
    };
    const changed = fields.filter((field) => wanted[field] !== before[field]);
    if (changed.length === 0) {
      audit(null);
      return before;
    }
    await refuseTaken(db, place, { id: before.id, ...wanted });
    const reply = await db
      .updateTable("saved_replies")
      .set({ ...wanted, version: sql`version + 1`, updated_at: sql`now()` })
      .where("organization_id", "=", organization.id)
      .where("id", "=", before.id)
      .returning(replyColumns)
      .executeTakeFirstOrThrow();
    // Names of fields: a text may hold what was meant for one visitor.
    audit({ target: targetOf(reply), before: {}, after: Object.fromEntries(changed.map((field) => [field, "changed"])) });
    return reply;
  },
});

const fields = ["name", "text", "shortcut"] as const;
const list = new Intl.ListFormat("en-GB");

/** `the name and text of `, as the sentence continues; nothing where the entry names no field. */
function fieldsOf(after: Record<string, unknown> | null): string {
  const names = Object.keys(after ?? {});
  return names.length === 0 ? "" : `the ${list.format(names)} of `;
}
