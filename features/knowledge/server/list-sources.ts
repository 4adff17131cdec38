import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { byName } from "#access/by-name.ts";
import { idsOnPage, inOrderOf, Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Source, SourceSort, SourceStatus } from "../contract.ts";
import { asSent } from "./sources-as-sent.ts";

export const listSources = operation({
  name: "source.list",
  summary:
    "A project's sources, newest first unless sorted otherwise; all, those of one status or kind, or those whose name contains the words given.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id"],
  input: PageQuery.extend({
    status: SourceStatus.optional(),
    kind: z.string().max(100).optional().describe("Only those of this kind, or of one of these, separated by commas."),
    query: z.string().trim().max(255).optional(),
    warnings: z.stringbool().optional().describe("Only those with warnings, or only those without."),
    sort: SourceSort.default("-created_at").describe("`-` reverses an order."),
  }),
  output: Page(Source).extend({ size_bytes: z.number().describe("What all of these hold together, on every page of the list.") }),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params, request }, { page, per_page, status, kind, query, warnings, sort }) {
    await findProject(db, organization.id, params.project_id);
    let sources = db.selectFrom("sources").where("organization_id", "=", organization.id).where("project_id", "=", params.project_id);
    if (status) sources = sources.where("status", "=", status);
    if (kind) sources = sources.where("kind", "in", kind.split(","));
    if (query) sources = sources.where(sql<boolean>`strpos(lower(name), lower(${query})) > 0`);
    if (warnings !== undefined) sources = sources.where(sql<boolean>`(cardinality(warnings) > 0) = ${warnings}`);
    const { total, size_bytes } = await sources
      .select((select) => [select.fn.countAll<number>().as("total"), sql<number>`coalesce(sum(size_bytes), 0)::bigint`.as("size_bytes")])
      .executeTakeFirstOrThrow();
    if (sort.endsWith("name")) {
      const named = byName(await sources.select(["id", "name"]).execute(), request, sort === "name" ? "ascending" : "descending");
      const ids = idsOnPage(named, { page, per_page });
      const rows = ids.length === 0 ? [] : await sources.selectAll().where("id", "in", ids).execute();
      return { data: await asSent(db, inOrderOf(ids, rows)), total, page, per_page, size_bytes };
    }
    const rows = await sources
      .selectAll()
      .orderBy(keyOf(sort), sort.startsWith("-") ? "desc" : "asc")
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    return { data: await asSent(db, rows), total, page, per_page, size_bytes };
  },
});

function keyOf(sort: SourceSort): RawBuilder<unknown> {
  return sort.endsWith("created_at") ? sql.ref("id") : sql.ref(sort.replace("-", ""));
}
