import { sql, type RawBuilder } from "kysely";

/** As SQL: conversations of a project that were held in the browser of one of these. @param these an array of their ids */
export const inSameBrowser = (organizationId: string, these: RawBuilder<unknown>) => sql<string>`
  select distinct other.conversation_id from visits mine
  join visits other on other.organization_id = mine.organization_id and other.project_id = mine.project_id
    and other.browser_hash = mine.browser_hash
  where mine.organization_id = ${organizationId} and mine.conversation_id = any((${these})::text[])`;
