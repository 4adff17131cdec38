import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { roles } from "#access/permissions.ts";
import { factColumns, statusAllows, statusOf } from "#access/status.ts";
import { readReach } from "#features/availability/server/read-reach.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { giveInTurn } from "./give-in-turn.ts";
import { lockConversation, moveHandover, type ConversationKey } from "./move-handover.ts";
import { canReply, memberById } from "./team-member.ts";
import { withinConversation } from "../within-conversation.ts";

const atOnce = 500;
const minuteMs = 60_000;

/**
 * Gives conversations that wait to those who came meanwhile, and back to the agent where nobody took them in time; what
 * somebody has whose role no longer lets them reply waits for another.
 */
export const mindWaiting = sweep({
  name: "conversation.mind_waiting",
  cron: "* * * * *",
  async run({ platform, log, signal }) {
    const done = { given: 0, expired: 0, left: 0 };
    for await (const key of keysOf(platform)) {
      if (signal.aborted) break;
      const became = await mind(platform, key).catch(unlessGone);
      if (became) done[became] += 1;
    }
    if (done.given + done.expired + done.left > 0) log.info(done, "waiting conversations were minded");
  },
});

const minding = { name: "conversation.mind_waiting", says: null };

async function* keysOf(platform: Platform): AsyncGenerator<ConversationKey> {
  yield* await findStranded(platform);
  for (let after: Waiting | undefined; ;) {
    const page = await findWaiting(platform, after);
    for (const one of page) if (isAtWork(one)) yield keyOf(one);
    if (page.length < atOnce) return;
    after = page.at(-1);
  }
}

type Waiting = Awaited<ReturnType<typeof findWaiting>>[number];

/** A page of those of projects that have said how long visitors wait, or who is next: what waits for good holds up no other. */
function findWaiting(platform: Platform, after: { handover_at: string | null; conversation_id: string } | undefined) {
  return leaveTenant(platform, "which conversations wait for a person, and for how long").system(
    ({ db }) =>
      db
        .selectFrom("conversations as c")
        .innerJoin("availabilities as a", (join) =>
          join.onRef("a.organization_id", "=", "c.organization_id").onRef("a.project_id", "=", "c.project_id"),
        )
        .innerJoin("organizations as o", "o.id", "c.organization_id")
        .select(["c.organization_id", "c.id as conversation_id", "c.handover_at"])
        .select(factColumns.map((column) => `o.${column}` as const))
        .where("c.handover", "=", "waiting")
        .where((where) => where.or([where("a.wait_minutes", "is not", null), where("a.in_turn", "=", true)]))
        .$if(after !== undefined, (waiting) =>
          waiting.where(sql<boolean>`(c.handover_at, c.id) > (${after?.handover_at}, ${after?.conversation_id})`),
        )
        .orderBy("c.handover_at")
        .orderBy("c.id")
        .limit(atOnce)
        .execute(),
    "read",
  );
}

/** Those of members whose role has been changed to one that lets them write to nobody. */
async function findStranded(platform: Platform): Promise<ConversationKey[]> {
  const held = await leaveTenant(platform, "which conversations somebody has whose role no longer lets them reply").system(
    ({ db }) =>
      db
        .selectFrom("conversations as c")
        .innerJoin("memberships as m", (join) =>
          join.onRef("m.organization_id", "=", "c.organization_id").onRef("m.id", "=", "c.assigned_to"),
        )
        .leftJoin("custom_roles as r", (join) =>
          join.onRef("r.organization_id", "=", "m.organization_id").onRef("r.id", "=", "m.custom_role_id"),
        )
        .innerJoin("organizations as o", "o.id", "c.organization_id")
        .select(["c.organization_id", "c.id as conversation_id", "m.role", "r.permissions"])
        .select(factColumns.map((column) => `o.${column}` as const))
        .where("c.handover", "=", "person")
        .where("m.role", "not in", alwaysReply)
        .execute(),
    "read",
  );
  return held.filter((one) => !canReply(one) && isAtWork(one)).map(keyOf);
}

const alwaysReply = roles.filter((role) => canReply({ role, permissions: null }));
const isAtWork = (facts: Parameters<typeof statusOf>[0]) => statusAllows(statusOf(facts), "write");
const keyOf = ({ organization_id, conversation_id }: { organization_id: string; conversation_id: string }): ConversationKey => ({
  organization_id,
  id: conversation_id,
});

/** Deleted meanwhile. */
function unlessGone(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

async function mind(platform: Platform, key: ConversationKey): Promise<"given" | "expired" | "left" | null> {
  const { organization_id: organizationId } = key;
  const scope = leaveTenant(platform, "a conversation that waits is given to somebody, or back to the agent").act({
    organizationId,
    act: minding,
  });
  return scope.transaction(async ({ db, tell }) => {
    const conversation = await lockConversation(db, key);
    const told = { target: { type: "conversation", id: conversation.id }, within: withinConversation(conversation) };
    if (conversation.handover === "person") {
      const holder = conversation.assigned_to === null ? null : await memberById(db, organizationId, conversation.assigned_to);
      if (!holder || canReply(holder)) return null;
      await moveHandover(db, conversation, "leave", null);
      await tell({ name: "conversation.leave", ...told });
      return "left";
    }
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
    if (isOver || isGiven) await tell({ name, ...told });
    return isOver ? "expired" : isGiven ? "given" : null;
  });
}
