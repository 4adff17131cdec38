import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { languageOfPassages } from "./document-languages.ts";

const documentsPerStep = 200;
const passagesMax = 5;

/** Finds out in which languages documents are that were read before anybody looked. */
export const findLanguages = sweep({
  name: "document.find_languages",
  cron: "*/10 * * * *",
  atStart: true,
  async run({ platform, signal }) {
    const inSystem = leaveTenant(platform, "in which languages earlier documents are").system;
    for (;;) {
      signal.throwIfAborted();
      const found = await inSystem(({ db }) => findSome(db));
      if (found < documentsPerStep) return;
    }
  },
});

type Unknown = { organization_id: string; id: string; texts: string[] };

/** @returns how many it looked at */
async function findSome(db: Db): Promise<number> {
  const { rows } = await sql<Unknown>`
    select document.organization_id, document.id, array(
      select left(chunk.text, 400) from chunks chunk
      where chunk.organization_id = document.organization_id and chunk.document_id = document.id order by chunk.position limit ${passagesMax}
    ) texts
    from documents document where document.language is null
    order by document.organization_id, document.id limit ${documentsPerStep} for update skip locked`.execute(db);
  const languages = rows.map(({ texts }) => languageOfPassages(texts.map((text) => ({ text }))));
  await sql`
    update documents document set language = found.language
    from unnest(${rows.map((row) => row.organization_id)}::text[], ${rows.map(({ id }) => id)}::text[], ${languages}::text[])
      found (organization_id, id, language)
    where document.organization_id = found.organization_id and document.id = found.id`.execute(db);
  return rows.length;
}
