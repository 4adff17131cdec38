import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { ConversationChoices } from "../contract.ts";

/** How many of the newest are looked at, so that it costs the same however many there are. */
const newestMax = 1_000;

export const listChoices = operation({
  name: "conversation.list_choices",
  summary: "The websites and tags of the newest thousand conversations, to filter the list by.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id"],
  input: z.object({}),
  output: ConversationChoices,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }) {
    await findProject(db, organization.id, params.project_id);
    const newest = db
      .selectFrom("conversations as c")
      .select(["c.origin", "c.tags"])
      .where("c.organization_id", "=", organization.id)
      .where("c.project_id", "=", params.project_id)
      .where("c.last_message_at", "is not", null)
      .orderBy("c.last_message_at", "desc")
      .limit(newestMax);
    return db
      .with("newest", () => newest)
      .selectNoFrom([
        sql<string[]>`array(select distinct origin from newest where origin is not null order by origin)`.as("websites"),
        sql<string[]>`array(select distinct unnest(tags) as tag from newest order by tag)`.as("tags"),
      ])
      .executeTakeFirstOrThrow();
  },
});
