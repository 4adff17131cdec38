import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { AddedSite, AddUrls } from "../../contract/sites.ts";
import { createSites } from "./create-sites.ts";

export const addUrls = operation({
  name: "source.add_urls",
  summary: "Adds pages of the web, up to 100 at a time. Each has its own outcome, in order.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the page${named(entry)} to the knowledge base`,
  permission: "source:create",
  params: ["project_id"],
  input: AddUrls,
  output: z.object({ data: z.array(AddedSite) }),
  status: 202,
  example: ({ project_id }) => ({ params: { project_id }, input: { urls: ["https://example.com/opening-hours"] } }),
  async run(context, { urls, schedule }) {
    return { data: await createSites(context, "url", urls, { include: [], exclude: [], pages_max: 1, schedule }) };
  },
});
