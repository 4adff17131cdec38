import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { wordsOf } from "#platform/search/words.ts";

/** What of an entry is searched: who acted, the kind of act, and what was acted on. */
type SearchedEntry = {
  id: string;
  actor_label: string;
  actor_name: string | null;
  action: string;
  target_type: string | null;
  target_label: string | null;
};

/** Puts entries of one organization into the index that the search of the audit log reads. What is in it already stays. */
export async function insertAuditWords(db: Db, organizationId: string, entries: readonly SearchedEntry[]): Promise<void> {
  // What the target is called is told apart: not everybody who reads the log may read it of every record.
  const rows = entries.flatMap((entry) => {
    const open = wordsOf(entry.actor_label, entry.actor_name, entry.action);
    const ofLabel = wordsOf(entry.target_label).filter((word) => !open.includes(word));
    return [
      ...open.map((word) => ({ entry: entry.id, word, labelOf: null })),
      ...ofLabel.map((word) => ({ entry: entry.id, word, labelOf: entry.target_type })),
    ];
  });
  await sql`
    insert into audit_words (organization_id, entry_id, word, label_of)
    select ${organizationId}, entry, word, label_of
    from unnest(
      ${rows.map(({ entry }) => entry)}::text[], ${rows.map(({ word }) => word)}::text[], ${rows.map(({ labelOf }) => labelOf)}::text[]
    ) as w (entry, word, label_of)
    on conflict do nothing`.execute(db);
}
