import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { answersOn } from "#features/agents/server/answers-on.ts";
import { notFound } from "#platform/errors.ts";
import { originRefused } from "./require-admitted.ts";
import { takeVisit } from "./visitor-limits.ts";

const secondsKept = 60;

export const mayStart = procedure({
  name: "conversation.may_start",
  summary: "Whether the agent answers on the page that asks, so that a widget shows itself only there: 204, or 403 with the reason.",
  scope: "visitor",
  kind: "read",
  params: ["agent_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "application/json",
  status: 204,
  example: ({ agent_id }) => ({ params: { agent_id } }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "look", request.ip, params.agent_id);
    const agent = await transaction(
      ({ db }) =>
        db
          .selectFrom("agents")
          .select(["allowed_origins", "allow_web_views"])
          .where("organization_id", "=", organization.id)
          .where("id", "=", params.agent_id)
          .executeTakeFirst(),
      "read",
    );
    if (!agent) throw notFound("There is no such agent.");
    // A read from our own pages names no origin. They may show the widget; who begins there is asked for a session.
    if (actor.origin !== null && !answersOn(agent, actor.origin)) throw originRefused(actor.origin);
    return new Response(null, { status: 204, headers: { "cache-control": `private, max-age=${secondsKept}` } });
  },
});
