import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { byName } from "#access/by-name.ts";
import { idsOnPage, Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import type { Permission } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import { ProjectCard } from "../contract.ts";

/** What is below a project is counted so far, for a card. */
const countedMax = 10_000;

export const listProjects = operation({
  name: "project.list",
  summary:
    "The organization's projects by name, as the caller's language sorts (`Accept-Language`) and numbers by their value; all, or those whose name or description contains the words given. What the caller cannot read is not counted: null.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  input: PageQuery.extend({ query: z.string().trim().max(200).optional() }),
  output: Page(ProjectCard),
  example: () => ({}),
  async run({ db, organization, permissions, request }, { page, per_page, query }) {
    let projects = db.selectFrom("projects").select(["id", "name"]).where("organization_id", "=", organization.id);
    if (query)
      projects = projects.where(
        sql<boolean>`strpos(${folded(sql`name || ' ' || coalesce(description, '')`)}, ${folded(sql`${query}::text`)}) > 0`,
      );
    const found = byName(await projects.execute(), request);
    const ids = idsOnPage(found, { page, per_page });
    const cards = await readCards(db, organization.id, ids, permissions);
    return { data: ids.flatMap((id) => cards.get(id) ?? []), total: found.length, page, per_page };
  },
});

/** As it is looked for: small letters without accents. */
const folded = (text: RawBuilder<unknown>) => sql`lower(regexp_replace(normalize(${text}, NFD), '[\u0300-\u036f]', '', 'g'))`;

async function readCards(
  db: Db,
  organizationId: string,
  ids: readonly string[],
  permissions: ReadonlySet<Permission>,
): Promise<Map<string, ProjectCard>> {
  const below = (table: string) => sql`${sql.table(table)} b where b.organization_id = p.organization_id and b.project_id = p.id`;
  const count = (table: string, permission: Permission, condition = sql`true`) =>
    permissions.has(permission)
      ? sql`(select count(*) from (select from ${below(table)} and ${condition} limit ${countedMax}) as counted)`
      : sql`null::bigint`;
  const wasAsked = sql`b.last_message_at is not null`;
  const { rows } = await sql<ProjectCard>`
    select p.*,
      ${count("agents", "agent:read")} as agent_count,
      ${count("sources", "source:read")} as source_count,
      ${count("conversations", "conversation:read", wasAsked)} as conversation_count,
      greatest(
        p.updated_at,
        (select max(b.updated_at) from ${below("agents")}),
        (select max(b.updated_at) from ${below("sources")}),
        (select b.last_message_at from ${below("conversations")} and ${wasAsked} order by b.last_message_at desc limit 1)
      ) as last_active_at
    from projects p where p.organization_id = ${organizationId} and p.id = any(${[...ids]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
