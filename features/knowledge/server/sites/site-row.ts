import type { Selectable } from "kysely";
import type { SitePages, Sites } from "#platform/database/schema.ts";

export type SiteRow = Selectable<Sites>;
export type SitePageRow = Selectable<SitePages>;
/** A site with what of its source its reading needs to know. */
export type ReadSite = SiteRow & { kind: string };
