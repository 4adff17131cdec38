import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { invalid } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import type { Platform } from "#platform/platform.ts";
import { AddDomains, AddedSite, pagesUsual } from "../../contract/sites.ts";
import { createSites } from "./create-sites.ts";

export const addDomains = operation({
  name: "source.add_domains",
  summary: "Adds websites, whose pages are found by their sitemap and their links. Each has its own outcome, in order.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the website${named(entry)} to the knowledge base`,
  permission: "source:create",
  params: ["project_id"],
  input: AddDomains,
  output: z.object({ data: z.array(AddedSite) }),
  status: 202,
  example: ({ project_id }) => ({ params: { project_id }, input: { domains: ["https://example.com/help"], exclude: ["/help/archive/*"] } }),
  async run(context, { domains, ...settings }) {
    const { pagesMax } = context.platform.env.sites;
    const pages_max = settings.pages_max ?? Math.min(pagesUsual, pagesMax);
    requirePages(context.platform, pages_max);
    return { data: await createSites(context, "domain", domains, { ...settings, pages_max }) };
  },
});

/** @throws AppError `invalid` where more pages are wanted than the operator lets be read */
export function requirePages({ env }: Platform, pages: number): void {
  const { pagesMax } = env.sites;
  if (pages > pagesMax) throw invalid({ pages_max: say`Read at most ${pagesMax} pages of a website.` });
}
