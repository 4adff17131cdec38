import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Insights } from "../contract.ts";

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
    const normalised = sql<string>`trim(regexp_replace(lower(q.text), '[[:space:][:punct:]]+', ' ', 'g'))`;
    const unanswered = await recent
      .innerJoin("messages as q", (join) => join.onRef("q.organization_id", "=", "m.organization_id").onRef("q.id", "=", "m.reply_to"))
      .where("m.outcome", "=", "declined")
      .groupBy(normalised)
      .select([
        sql<string>`(array_agg(q.text order by q.id desc))[1]`.as("question"),
        sql<number>`count(*)`.as("asked"),
        sql<string>`max(m.created_at)`.as("last_asked_at"),
      ])
      .orderBy("asked", "desc")
      .orderBy("last_asked_at", "desc")
      .limit(unansweredMax)
      .execute();
    const { answered, ...rest } = counts;
    return { ...rest, answered_share: rest.answers === 0 ? null : answered / rest.answers, unanswered };
  },
});
