import { z } from "zod";

/** How many pages of a site are read where nobody says more or fewer, and how many links from its first page. */
export const pagesUsual = 500;
export const linksDeep = 6;
const urlsPerRequestMax = 100;
const patternsMax = 50;

export const SiteSchedule = z.enum(["never", "daily", "weekly", "monthly"]);
export type SiteSchedule = z.output<typeof SiteSchedule>;

/** What came of a page. */
export const PageOutcome = z.enum(["processing", "synced", "unchanged", "skipped", "failed"]);
export type PageOutcome = z.output<typeof PageOutcome>;

const Patterns = z
  .array(z.string().trim().min(1, "Leave out empty patterns.").max(200, "A pattern has at most 200 characters."))
  .max(patternsMax, "There can be at most 50 patterns.");
const Settings = z.object({
  include: Patterns.describe("Only pages whose path fits one of these are read, such as `/help/*`. `*` stands for anything."),
  exclude: Patterns.describe("Pages whose path fits one of these are left out."),
  pages_max: z.number().int("Enter a whole number.").min(1, "Read at least one page."),
  schedule: SiteSchedule.describe("When it is read again by itself."),
});

export const AddUrls = z.object({
  urls: z.array(z.string().max(4_000)).min(1, "Enter an address.").max(urlsPerRequestMax, "Add at most 100 addresses at a time."),
  schedule: SiteSchedule.default("never"),
});
export type AddUrls = z.input<typeof AddUrls>;

export const AddDomains = Settings.extend({
  domains: z.array(z.string().max(4_000)).min(1, "Enter an address.").max(20, "Add at most 20 websites at a time."),
  include: Settings.shape.include.default([]),
  exclude: Settings.shape.exclude.default([]),
  pages_max: Settings.shape.pages_max.optional(),
  schedule: Settings.shape.schedule.default("never"),
});
export type AddDomains = z.input<typeof AddDomains>;

export const UpdateSite = Settings.partial();
export type UpdateSite = z.input<typeof UpdateSite>;

/** The outcome of each address, in order. One that was refused has no id. */
export const AddedSite = z.object({
  id: z.string().nullable(),
  kind: z.enum(["url", "domain"]),
  name: z.string(),
  status: z.enum(["processing", "failed"]),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type AddedSite = z.output<typeof AddedSite>;

export const EstimateDomain = z.object({ domain: z.string().max(4_000) });

/** What reading a site would be, before it begins. */
export const SiteEstimate = z.object({
  address: z.string().describe("Where the site begins, after redirects."),
  title: z.string().nullable(),
  pages: z.number().describe("How many pages its sitemap names; without one, how many its first page links to."),
  from: z.enum(["sitemap", "first_page"]),
  delay_seconds: z.number().describe("Between two pages."),
  minutes: z.number().describe("About how long it takes, for as many pages as are read at most."),
  pages_max: z.number().describe("How many pages can be read at most here."),
});
export type SiteEstimate = z.output<typeof SiteEstimate>;

/** How a page or a site on the web stands, beside what all sources have. */
export const Site = z.object({
  address: z.string(),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  pages_max: z.number(),
  schedule: SiteSchedule,
  next_sync_at: z.string().nullable(),
  run: z.number().describe("Counts how often it was read, from 1."),
  started_at: z.string().nullable(),
  expected_pages: z.number().nullable().describe("About how many pages there are to read."),
  pages: z.object({ found: z.number(), waiting: z.number(), read: z.number(), skipped: z.number(), failed: z.number() }),
  changed_pages: z.number().describe("How many pages were changed, new or gone when it was last read again."),
  delay_seconds: z.number().nullable().describe("What robots.txt asks for between two pages."),
  ended_by: z.enum(["pages", "time", "bytes", "storage"]).nullable().describe("The limit that ended the last reading early."),
});
export type Site = z.output<typeof Site>;

export const SitePage = z.object({
  url: z.string(),
  title: z.string().nullable(),
  outcome: PageOutcome,
  reason: z.string().nullable(),
  linked_from: z.string().nullable(),
  passage_count: z.number(),
  synced_at: z.string().nullable(),
});
export type SitePage = z.output<typeof SitePage>;

export const SiteChange = z.object({
  run: z.number(),
  url: z.string(),
  title: z.string(),
  kind: z.enum(["changed", "new", "gone"]),
  words_added: z.number(),
  words_removed: z.number(),
  created_at: z.string(),
});
export type SiteChange = z.output<typeof SiteChange>;

/** What changed on one page, passage by passage. A passage that changed says which of its words. */
export const ChangedPage = SiteChange.extend({
  passages: z.array(
    z.object({
      kind: z.enum(["same", "added", "removed", "changed"]),
      headings: z.array(z.string()),
      words: z.array(z.object({ kind: z.enum(["same", "added", "removed"]), text: z.string() })),
    }),
  ),
});
export type ChangedPage = z.output<typeof ChangedPage>;
