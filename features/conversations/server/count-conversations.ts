import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { ConversationCounts } from "../contract.ts";
import { readerOf } from "./handover/team-member.ts";

export const countConversations = operation({
  name: "conversation.count",
  summary: "How many conversations wait for a person, how many are with whom, and for how long the first has waited.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id"],
  input: z.object({}),
  output: ConversationCounts,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, actor, params }) {
    await findProject(db, organization.id, params.project_id);
    const readerId = await readerOf(db, organization.id, actor);
    // Those with people are few, and found by an index of their own.
    return db
      .selectFrom("conversations as c")
      .where("c.organization_id", "=", organization.id)
      .where("c.project_id", "=", params.project_id)
      .where("c.handover", "in", ["waiting", "person"])
      .select([
        sql<number>`count(*) filter (where handover = 'waiting')`.as("waiting"),
        sql<number>`count(*) filter (where handover = 'person')`.as("person"),
        sql<number>`count(*) filter (where assigned_to = ${readerId ?? ""})`.as("mine"),
        sql<number>`count(*) filter (where assigned_to is null)`.as("unassigned"),
        sql<string | null>`min(handover_at) filter (where handover = 'waiting')`.as("waiting_since"),
      ])
      .executeTakeFirstOrThrow();
  },
});
