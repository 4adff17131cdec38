import { sql, type RawBuilder } from "kysely";

/**
 * As SQL: conversations of a project that were held by the same visitor as one of these, `known_by` what their website signed, or by
 * the same browser.
 *
 * @param these an array of their ids
 */
export const ofSameVisitor = (organizationId: string, these: RawBuilder<unknown>) => sql<string>`
  select other.conversation_id, case when other.subject = mine.subject then 'identity' else 'browser' end as known_by
  from visits mine
  join visits other on other.organization_id = mine.organization_id and other.project_id = mine.project_id
    and (other.subject = mine.subject
      or (other.browser_hash = mine.browser_hash and (other.subject is null or mine.subject is null)))
  where mine.organization_id = ${organizationId} and mine.conversation_id = any((${these})::text[])`;
