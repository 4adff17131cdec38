import { z } from "zod";
import { operation } from "#access/operation.ts";
import { notFound } from "#platform/errors.ts";
import { Session } from "../contract.ts";
import { endSessions } from "./confirm-email.ts";
import { sessionsEnded } from "./tell-streams.ts";

export const listSessions = operation({
  name: "session.list",
  summary: "Where the caller is signed in.",
  scope: "account",
  kind: "read",
  input: z.object({}),
  output: z.object({ data: z.array(Session) }),
  example: () => ({}),
  async run({ db, actor }) {
    const rows = await db
      .selectFrom("sessions")
      .select(["id", "created_at", "updated_at", "ip_address", "user_agent"])
      .where("user_id", "=", actor.id)
      .where("expires_at", ">", new Date().toISOString())
      .orderBy("updated_at", "desc")
      .execute();
    return { data: rows.map(({ updated_at, ...row }) => ({ ...row, last_active_at: updated_at, current: row.id === actor.sessionId })) };
  },
});

export const revokeSession = operation({
  name: "session.revoke",
  summary: "Signs the caller out in one place. Its device no longer counts as known.",
  scope: "account",
  kind: "write",
  says: null,
  params: ["session_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: (world) => ({ params: { session_id: world.session_id } }),
  async run({ platform, db, actor, params }) {
    const result = await db.deleteFrom("sessions").where("user_id", "=", actor.id).where("id", "=", params.session_id).executeTakeFirst();
    if (result.numDeletedRows === 0n) throw notFound();
    await db.deleteFrom("known_devices").where("user_id", "=", actor.id).where("session_id", "=", params.session_id).execute();
    await sessionsEnded(platform, db, actor.id);
    return null;
  },
});

export const revokeOtherSessions = operation({
  name: "session.revoke_others",
  summary: "Signs the caller out everywhere but here. No other device counts as known any more.",
  scope: "account",
  kind: "write",
  says: null,
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: () => ({}),
  async run({ platform, db, actor }) {
    await endSessions(db, actor.id, actor.sessionId);
    await sessionsEnded(platform, db, actor.id);
    return null;
  },
});
