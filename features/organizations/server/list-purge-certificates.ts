import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { PurgeCertificate } from "../contract.ts";

export const listPurgeCertificates = operation({
  name: "purge_certificate.list",
  summary: "What is left of each organization that was purged: how many of what went, and when. Newest first.",
  scope: "operator",
  within: { everywhere: "the operator reads the certificates of purges" },
  kind: "read",
  input: PageQuery,
  output: Page(PurgeCertificate),
  example: () => ({}),
  async run({ db }, { page, per_page }) {
    const rows = await db
      .selectFrom("purge_certificates")
      .selectAll()
      .orderBy("started_at", "desc")
      .orderBy("organization_id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await db
      .selectFrom("purge_certificates")
      .select((query) => query.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    return { data: rows as PurgeCertificate[], total, page, per_page };
  },
});
