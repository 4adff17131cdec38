import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { byName } from "#access/by-name.ts";
import { idsOnPage, Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import type { Permission } from "#access/permissions.ts";
import type { Product } from "#access/product.ts";
import type { Db } from "#platform/database/transaction.ts";
import { ProjectCard } from "../contract.ts";

/** What stands below a project is counted so far, for a card. */
const countedMax = 10_000;

export const listProjects = operation({
  name: "project.list",
  summary:
    "The organization's projects by name, as the caller's language sorts (`Accept-Language`) and numbers by their value; all, or those whose name or description holds some words. What the caller may not read is not counted: null.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  input: PageQuery.extend({ query: z.string().trim().max(200).optional() }),
  output: Page(ProjectCard),
  example: () => ({}),
  async run({ db, organization, permissions, product, request }, { page, per_page, query }) {
    let projects = db.selectFrom("projects").select(["id", "name"]).where("organization_id", "=", organization.id);
    if (query)
      projects = projects.where(
        sql<boolean>`strpos(${folded(sql`name || ' ' || coalesce(description, '')`)}, ${folded(sql`${query}::text`)}) > 0`,
      );
    const found = byName(await projects.execute(), request);
    const ids = idsOnPage(found, { page, per_page });
    const cards = await readCards(db, organization.id, ids, { permissions, inProject: product.inProject });
    return { data: ids.flatMap((id) => cards.get(id) ?? []), total: found.length, page, per_page };
  },
});

/** As it is looked for: small letters without accents. */
const folded = (text: RawBuilder<unknown>) => sql`lower(regexp_replace(normalize(${text}, NFD), '[\u0300-\u036f]', '', 'g'))`;

async function readCards(
  db: Db,
  organizationId: string,
  ids: readonly string[],
  { permissions, inProject }: { permissions: ReadonlySet<Permission>; inProject: Product["inProject"] },
): Promise<Map<string, ProjectCard>> {
  const counts = inProject.map(({ record, permission, rows }) => {
    const counted = sql`(select count(*) from (select from ${rows} limit ${countedMax}) as counted)`;
    return sql`${permissions.has(permission) ? counted : sql`null::bigint`} as ${sql.ref(`${record}_count`)}`;
  });
  const { rows } = await sql<ProjectCard>`
    select p.*, ${sql.join(counts)},
      greatest(p.updated_at, ${sql.join(inProject.map(({ lastActive }) => lastActive))}) as last_active_at
    from projects p where p.organization_id = ${organizationId} and p.id = any(${[...ids]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
