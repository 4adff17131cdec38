import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Insights } from "../contract.ts";
import { findUnanswered } from "./unanswered-questions.ts";

const unansweredMax = 20;

export const readInsights = operation({
  name: "conversation.insights",
  summary: "How the project's agents did in the last seven days, and what they could not answer.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id"],
  input: z.object({}),
  output: Insights,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }) {
    await findProject(db, organization.id, params.project_id);
    const recent = db
      .selectFrom("messages as m")
      .where("m.organization_id", "=", organization.id)
      .where("m.project_id", "=", params.project_id)
      .where("m.test", "=", false)
      .where("m.created_at", ">", sql<string>`now() - interval '7 days'`);
    const counts = await recent
      .select([
        sql<number>`count(*) filter (where m.outcome in ('answered', 'suggested', 'declined'))`.as("answers"),
        sql<number>`count(*) filter (where m.outcome = 'answered')`.as("answered"),
        sql<number>`count(*) filter (where m.outcome = 'suggested')`.as("suggested"),
        sql<number>`count(*) filter (where m.outcome = 'declined')`.as("declined"),
        sql<number>`count(distinct m.conversation_id)`.as("conversations"),
      ])
      .executeTakeFirstOrThrow();
    const place = { organizationId: organization.id, projectId: params.project_id };
    const { data } = await findUnanswered(db, place, { state: "open", limit: unansweredMax, offset: 0 });
    const unanswered = data.map(({ question, asked, last_asked_at }) => ({ question, asked, last_asked_at }));
    const { answered, ...rest } = counts;
    return { ...rest, answered_share: rest.answers === 0 ? null : answered / rest.answers, unanswered };
  },
});
