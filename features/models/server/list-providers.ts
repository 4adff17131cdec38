import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Provider } from "../contract.ts";
import { presentProviders } from "./find-provider.ts";

export const listProviders = operation({
  name: "provider.list",
  summary: "The organization's own providers of models, by name: what each listed last, what uses it, and what it last failed with.",
  scope: "organization",
  kind: "read",
  permission: "provider:list",
  input: PageQuery,
  output: Page(Provider),
  example: () => ({}),
  async run({ db, product, organization }, { page, per_page }) {
    const providers = db.selectFrom("model_providers").where("organization_id", "=", organization.id);
    const rows = await providers
      .selectAll()
      .orderBy("name")
      .orderBy("id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await providers.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: await presentProviders(db, product, rows), total, page, per_page };
  },
});
