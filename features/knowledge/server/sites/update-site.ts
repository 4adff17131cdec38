import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { Source } from "../../contract.ts";
import { UpdateSite } from "../../contract/sites.ts";
import { changeSite } from "./change-site.ts";
import { requirePages } from "./add-domains.ts";
import { findSite } from "./find-site.ts";
import { nextSync } from "./schedule.ts";
import { oneAsSent } from "../sources-as-sent.ts";

export const updateSite = operation({
  name: "source.update_site",
  summary: "Changes which pages of a website are read, and when. This takes effect the next time it is read.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `how the website${named(entry)} is read`),
  permission: "source:update",
  params: ["project_id", "source_id"],
  input: UpdateSite,
  output: Source,
  example: ({ project_id, site_source_id }) => ({ params: { project_id, source_id: site_source_id }, input: { schedule: "weekly" } }),
  async run({ db, platform, organization, params, audit }, input) {
    const { source, site } = await findSite(db, organization.id, params);
    if (input.pages_max !== undefined) requirePages(platform, input.pages_max);
    const before = { include: site.include, exclude: site.exclude, pages_max: site.pages_max, schedule: site.schedule };
    const after = { ...before, ...(source.kind === "url" ? { schedule: input.schedule ?? before.schedule } : input) };
    const isScheduled = after.schedule !== before.schedule && source.status !== "processing";
    await changeSite(db, site, { ...after, ...(isScheduled && { next_sync_at: nextSync(after.schedule, new Date()) }) });
    audit({ target: { type: "source", id: source.id, label: source.name }, before, after });
    return oneAsSent(db, source);
  },
});
