import { sql, type RawBuilder } from "kysely";

/** Where is searched; in some sources alone where they are named. */
export type SearchScope = { organizationId: string; projectId: string; sourceIds?: readonly string[] | null };

/**
 * Whether a passage is in the sources that are searched; what ranks asks for it before it takes the best, so that those of other
 * sources do not take their places.
 */
export function isSearched({ organizationId, sourceIds = null }: SearchScope, chunkId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sourceIds === null
    ? sql`true`
    : sql`exists (
        select from chunks where organization_id = ${organizationId} and id = ${chunkId} and source_id = any(${[...sourceIds]}::text[])
      )`;
}
