import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { NotReached } from "#platform/connector/not-reached.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { EstimateDomain, pagesUsual, SiteEstimate } from "../../contract/sites.ts";
import { parsers } from "../parsing/parsers.ts";
import { checkAddress } from "./create-sites.ts";
import { isNoPage } from "./kind-of-content.ts";
import { readSitemaps } from "./read-sitemaps.ts";
import { scopeOf, withinSite } from "./scope.ts";
import { openSiteClient, type SiteClient } from "./site-client.ts";

const estimateMs = 20_000;
const bytesMax = 2_000_000;

export const estimateDomain = procedure({
  name: "source.estimate_domain",
  summary: "Says what reading a website would be, by its sitemap and its first page, without reading it.",
  scope: "organization",
  kind: "read",
  permission: "source:create",
  params: ["project_id"],
  input: EstimateDomain,
  output: z.object({
    estimate: SiteEstimate.nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable().describe("Why the website cannot be read."),
  }),
  example: ({ project_id }) => ({ params: { project_id }, input: { domain: "http://localhost" } }),
  async run({ platform, transaction, organization, params, request }, { domain }) {
    await transaction(({ db }) => findProject(db, organization.id, params.project_id), "read");
    const checked = checkAddress(platform, "domain", domain);
    if ("code" in checked) return { estimate: null, error: checked };
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(estimateMs)]);
    const client = openSiteClient(platform, signal, { fresh: true });
    try {
      return { estimate: await estimate(client, checked.address, platform.env.sites, signal), error: null };
    } catch (error) {
      if (error instanceof NotReached) return { estimate: null, error: { code: error.code, message: error.message } };
      if (signal.aborted) return { estimate: null, error: { code: "timeout", message: "The server took too long to answer." } };
      throw error;
    }
  },
});

async function estimate(
  client: SiteClient,
  entered: string,
  { pagesMax, minutesMax }: { pagesMax: number; minutesMax: number },
  signal: AbortSignal,
): Promise<SiteEstimate> {
  const first = await client.get(entered, { onRedirect: () => true, wants: () => ({ bytesMax }) });
  const address = first.url.href;
  const scope = scopeOf(address);
  const page = { url: address, contentType: first.headers.get("content-type") ?? "" };
  const read = await parsers.parse({
    lane: "fast",
    slowLane: { take: async () => null },
    begin: async () => ({ kind: "page", bytes: first.body, page }),
    signal,
  });
  const parsed = typeof read?.parsed === "object" && "title" in read.parsed ? read.parsed : null;
  const named = await readSitemaps(client, scope, pagesMax);
  const linked = new Set((parsed?.page?.links ?? []).flatMap((link) => (isNoPage(link) ? [] : (withinSite(scope, link) ?? []))));
  const pages = named ? named.length : new Set([address, ...linked]).size;
  const delayMs = await client.delayMs(address);
  const minutes = Math.ceil((Math.min(pages, pagesUsual, pagesMax) * Math.max(delayMs, 500)) / 60_000);
  return {
    address,
    title: parsed?.title ?? null,
    pages,
    from: named ? "sitemap" : "first_page",
    delay_seconds: delayMs / 1_000,
    minutes: Math.min(minutes, minutesMax),
    pages_max: pagesMax,
  };
}
