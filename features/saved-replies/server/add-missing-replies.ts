import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import { CreateSavedReply, savedRepliesMax } from "../contract.ts";
import { countReplies } from "./create-saved-reply.ts";
import type { Place } from "./find-saved-reply.ts";

/**
 * Adds replies to a project, as far as there is room, but those whose name or shortcut it has; the caller has locked it.
 * @returns the names of those that were added
 */
export async function addMissingReplies(db: Db, place: Place, replies: readonly CreateSavedReply[]): Promise<string[]> {
  const room = Math.max(0, savedRepliesMax - (await countReplies(db, place)));
  if (room === 0) return [];
  const rows = replies.slice(0, room).map((reply) => ({
    organization_id: place.organizationId,
    project_id: place.projectId,
    id: newId("rpl"),
    ...CreateSavedReply.parse(reply),
  }));
  // Whichever of its two names is taken: neither is a reason to refuse all of them.
  const added = await db
    .insertInto("saved_replies")
    .values(rows)
    .onConflict((taken) => taken.doNothing())
    .returning("name")
    .execute();
  return added.map(({ name }) => name);
}
