import { sql } from "kysely";
import type { Attachment } from "../../contract/attachment.ts";

/** The files of a message, in their order; as a column, since lists of messages show them. @param of what the message is called */
export const attachmentsOf = (of: "m") =>
  sql<Attachment[]>`(select coalesce(json_agg(${facts} order by f.position), '[]') from attachments f
    where f.organization_id = ${sql.ref(`${of}.organization_id`)} and f.message_id = ${sql.ref(`${of}.id`)})`;

const facts = sql`json_build_object(
  'id', f.id, 'name', f.name, 'kind', f.kind, 'size_bytes', f.size_bytes, 'width', f.width, 'height', f.height)`;
