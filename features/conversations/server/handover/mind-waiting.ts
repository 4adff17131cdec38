import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { factColumns, statusAllows, statusOf } from "#access/status.ts";
import { readReach } from "#features/availability/server/read-reach.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { giveInTurn } from "./give-in-turn.ts";
import { lockConversation, moveHandover, type ConversationKey } from "./move-handover.ts";
import { withinConversation } from "../within-conversation.ts";

const atOnce = 500;
const minuteMs = 60_000;

/** Gives conversations that wait to those who came meanwhile, and back to the agent where nobody took them in time. */
export const mindWaiting = sweep({
  name: "conversation.mind_waiting",
  cron: "* * * * *",
  async run({ platform, log, signal }) {
    let [given, expired] = [0, 0];
    for (const key of await findWaiting(platform)) {
      if (signal.aborted) break;
      const done = await mind(platform, key).catch(unlessGone);
      if (done === "given") given += 1;
      if (done === "expired") expired += 1;
    }
    if (given + expired > 0) log.info({ given, expired }, "waiting conversations were minded");
  },
});

const minding = { name: "conversation.mind_waiting", says: null };

/** Those of projects that have said how long visitors wait, or who is next. */
async function findWaiting(platform: Platform): Promise<ConversationKey[]> {
  const found = await leaveTenant(platform, "which conversations wait for a person, and for how long").system(
    ({ db }) =>
      db
        .selectFrom("conversations as c")
        .innerJoin("availabilities as a", (join) =>
          join.onRef("a.organization_id", "=", "c.organization_id").onRef("a.project_id", "=", "c.project_id"),
        )
        .innerJoin("organizations as o", "o.id", "c.organization_id")
        .select(["c.organization_id", "c.id as conversation_id"])
        .select(factColumns.map((column) => `o.${column}` as const))
        .where("c.handover", "=", "waiting")
        .where((where) => where.or([where("a.wait_minutes", "is not", null), where("a.in_turn", "=", true)]))
        .orderBy("c.handover_at")
        .limit(atOnce)
        .execute(),
    "read",
  );
  return found
    .filter((organization) => statusAllows(statusOf(organization), "write"))
    .map(({ organization_id, conversation_id }) => ({ organization_id, id: conversation_id }));
}

/** Deleted meanwhile. */
function unlessGone(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

async function mind(platform: Platform, key: ConversationKey): Promise<"given" | "expired" | null> {
  const { organization_id: organizationId } = key;
  const scope = leaveTenant(platform, "a conversation that waits is given to somebody, or back to the agent").act({
    organizationId,
    act: minding,
  });
  return scope.transaction(async ({ db, tell }) => {
    const conversation = await lockConversation(db, key);
    if (conversation.handover !== "waiting") return null;
    const reach = await readReach(db, organizationId, conversation.project_id);
    const since = Math.max(
      Date.parse(conversation.handover_at ?? conversation.created_at),
      reach.openSince ? Date.parse(reach.openSince) : 0,
    );
    const isOver = reach.waitMinutes !== null && reach.isOpen && Date.now() - since >= reach.waitMinutes * minuteMs;
    if (isOver) await moveHandover(db, conversation, "expire", null);
    const isGiven = !isOver && reach.inTurn && reach.isOpen && (await giveInTurn(db, conversation, reach.limitEach));
    const name = isOver ? "conversation.expire" : "conversation.give";
    if (isOver || isGiven)
      await tell({ name, target: { type: "conversation", id: conversation.id }, within: withinConversation(conversation) });
    return isOver ? "expired" : isGiven ? "given" : null;
  });
}
