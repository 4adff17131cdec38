import type { Selectable } from "kysely";
import type { Sources } from "#platform/database/schema.ts";

export type SourceRow = Selectable<Sources>;
export type SourceKey = Pick<SourceRow, "organization_id" | "id">;
