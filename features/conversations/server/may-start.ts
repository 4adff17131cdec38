import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { answersOn } from "#features/agents/server/answers-on.ts";
import { wishedLanguage } from "#features/agents/server/greeting-of.ts";
import { findAgentOfVisitors } from "#features/agents/server/find-agent.ts";
import { notFound } from "#platform/errors.ts";
import { lookOf } from "./look-of.ts";
import { originRefused } from "./require-admitted.ts";
import { takeVisit } from "./visitor-limits.ts";

const secondsKept = 60;

export const mayStart = procedure({
  name: "conversation.may_start",
  summary: "How the agent looks on the page that asks, or 403 with the reason why it does not answer there, so that no widget appears.",
  scope: "visitor",
  kind: "read",
  params: ["agent_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "application/json",
  example: ({ agent_id }) => ({ params: { agent_id } }),
  async run({ platform, organization, actor, params, request, transaction }) {
    await takeVisit(platform, "look", request.ip, params.agent_id);
    const agent = await transaction(({ db }) => findAgentOfVisitors(db, organization.id, params.agent_id), "read");
    if (!agent) throw notFound("There is no such agent.");
    // A read from our own pages names no origin. They may show the widget; who begins there is asked for a session.
    if (actor.origin !== null && !answersOn(agent, actor.origin)) throw originRefused(actor.origin);
    return Response.json(lookOf(agent, wishedLanguage(request.acceptLanguage ?? "") ?? "en"), {
      headers: { "cache-control": `private, max-age=${secondsKept}`, vary: "Accept-Language" },
    });
  },
});
