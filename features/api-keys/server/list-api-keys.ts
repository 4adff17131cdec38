import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { byName } from "#access/by-name.ts";
import { idsOnPage, inOrderOf, Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { ApiKey, ApiKeySort } from "../contract.ts";
import { apiKeyColumns, apiKeysOf, presentApiKey } from "./find-api-key.ts";

export const listApiKeys = operation({
  name: "api_key.list",
  summary:
    "The organization's API keys, the newest first unless sorted otherwise: what each can do and when it was used. Not the keys themselves.",
  scope: "organization",
  kind: "read",
  permission: "api_key:list",
  input: PageQuery.extend({
    query: z
      .string()
      .trim()
      .max(200)
      .optional()
      .describe("Part of a key's name, or of the name of the person who created it, or the end of a key."),
    sort: ApiKeySort.default("-created_at").describe("`-` reverses an order."),
  }),
  output: Page(ApiKey),
  example: () => ({}),
  async run({ db, organization, request }, { page, per_page, query, sort }) {
    const words = sql`lower(${query})`;
    const found = apiKeysOf(db, organization.id).$if(!!query, (all) =>
      all.where(sql<boolean>`(strpos(lower(k.name), ${words}) > 0 or strpos(lower(u.name), ${words}) > 0 or right(${query}, 4) = k.hint)`),
    );
    if (sort.endsWith("name")) {
      const named = byName(await found.select(["k.id", "k.name"]).execute(), request, sort === "name" ? "ascending" : "descending");
      const ids = idsOnPage(named, { page, per_page });
      const rows = ids.length === 0 ? [] : await found.select(apiKeyColumns).where("k.id", "in", ids).execute();
      return { data: inOrderOf(ids, rows).map(presentApiKey), total: named.length, page, per_page };
    }
    const rows = await found
      .select(apiKeyColumns)
      .orderBy(keyOf(sort), (order) => (sort.startsWith("-") ? order.desc() : order.asc()).nullsLast())
      .orderBy("k.id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await found.select((count) => count.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentApiKey), total, page, per_page };
  },
});

function keyOf(sort: ApiKeySort): RawBuilder<unknown> {
  if (sort.endsWith("last_used_at")) return sql.ref("k.last_used_at");
  return sort.endsWith("expires_at") ? sql.ref("k.expires_at") : sql.ref("k.id");
}
