import { sql, type Expression, type ExpressionBuilder, type SqlBool } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant, type Outside } from "#access/leave-tenant.ts";
import { tellIn } from "#access/tell.ts";
import type { DB } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { removeOrphans } from "#platform/storage/remove-orphans.ts";
import { kindsWithFile } from "./kinds/source-kinds.ts";
import { fileIdOf, fileKey } from "./kinds/stored-file.ts";
import { markFailed } from "./mark-failed.ts";
import { processSource, processSourceSlowly } from "./process-source.ts";
import { refusal, type RefusalCode } from "./refusals.ts";
import { readSite } from "./sites/read-site.ts";
import type { SourceKey, SourceRow } from "./source-row.ts";
import { tellSourceChanged } from "./tell-source.ts";

/** An upload writes its row within this time of its file, or never. */
const orphanAgeMs = 60 * 60_000;
/** Longer than a dead process goes unnoticed by the queue. */
const silentMs = 5 * 60_000;
/** How many sources are looked at in one go, however many there are. */
const rowsPerPage = 500;

/** Brings files, rows and jobs together again after whatever tore them apart: crashes, purges, a partial back-up. */
export const sweepStorage = sweep({
  name: "storage.sweep",
  cron: "*/15 * * * *",
  async run({ platform, log, signal }) {
    const swept = {
      drafts: await platform.storage.removeDrafts(orphanAgeMs),
      orphans: await removeFilesWithoutSource(platform, signal),
      missing: await markMissing(platform, signal),
      interrupted: await endInterrupted(platform, signal),
    };
    if (Object.values(swept).some((count) => count > 0)) log.info(swept, "storage was swept");
  },
});

/** Files, and pictures of their pages, whose source is gone: its project or organization was deleted, or its upload was cut off. */
function removeFilesWithoutSource(platform: Platform, signal: AbortSignal): Promise<number> {
  return removeOrphans(platform.storage, {
    prefixes: ["src", "pages_src"],
    olderThanMs: orphanAgeMs,
    signal,
    async known(files) {
      const named = files.map(({ key, organizationId, name }) => ({ key, organizationId, id: name.replace(/^pages_|\/.*$/g, "") }));
      const organizations = named.map(({ organizationId }) => organizationId);
      const ids = named.map(({ id }) => id);
      const { rows } = await leaveTenant(platform, "which stored files have a source").system(({ db }) =>
        sql<SourceKey>`
          select file.organization_id, file.id from unnest(${organizations}::text[], ${ids}::text[]) as file (organization_id, id)
          join sources on sources.organization_id = file.organization_id and sources.id = file.id and sources.file_id is null
          union
          select file.organization_id, file.id from unnest(${organizations}::text[], ${ids}::text[]) as file (organization_id, id)
          join sources on sources.organization_id = file.organization_id and sources.file_id = file.id
        `.execute(db),
      );
      const sources = new Set(rows.map(({ organization_id, id }) => fileKey(organization_id, id)));
      return named.filter(({ organizationId, id }) => sources.has(fileKey(organizationId, id))).map(({ key }) => key);
    },
  });
}

/** Sources whose file is gone cannot be synced or downloaded; saying so beats a surprise. */
async function markMissing(platform: Platform, signal: AbortSignal): Promise<number> {
  let marked = 0;
  const kinds = kindsWithFile();
  const pages = readPages(leaveTenant(platform, "which sources should have a file").system, (row) =>
    row.and([row("kind", "in", kinds), row("status", "<>", "failed")]),
  );
  for await (const rows of pages) {
    signal.throwIfAborted();
    const keyOf = (row: StoredRow) => fileKey(row.organization_id, fileIdOf(row));
    const missing = new Set(await platform.storage.missing(rows.map(keyOf)));
    const lost = rows.filter((row) => missing.has(keyOf(row)));
    if (lost.length === 0) continue;
    await leaveTenant(platform, "sources that lost their file").system(async ({ db }) => {
      for (const row of lost) {
        // One that was replaced since it was looked at has another file.
        const still = await db
          .selectFrom("sources")
          .select("id")
          .where("organization_id", "=", row.organization_id)
          .where("id", "=", row.id)
          .where(sql<boolean>`file_id is not distinct from ${row.file_id}`)
          .forUpdate()
          .executeTakeFirst();
        if (!still) continue;
        await fail(platform, db, row, "file_missing");
        marked += 1;
      }
    });
  }
  return marked;
}

/** Sources that wait for a job which is no more: it failed for good, or its organization was read-only at the time. */
async function endInterrupted(platform: Platform, signal: AbortSignal): Promise<number> {
  let ended = 0;
  const since = new Date(Date.now() - silentMs).toISOString();
  const pages = readPages(leaveTenant(platform, "which sources have been processing without a word").system, (row) =>
    row.and([row("status", "=", "processing"), row("updated_at", "<", since)]),
  );
  for await (const rows of pages) {
    signal.throwIfAborted();
    await leaveTenant(platform, "sources whose processing ended without a word").system(async ({ db, asQueue }) => {
      const ids = rows.map(({ id }) => id);
      const alive = await leaveTenant(platform, "which jobs are under way").unfinishedJobs(
        { asQueue },
        [processSource.name, processSourceSlowly.name, readSite.name],
        "source_id",
        ids,
      );
      const dead = rows.filter(({ id }) => !alive.has(id));
      for (const row of dead) await fail(platform, db, row, "interrupted");
      ended += dead.length;
    });
  }
  return ended;
}

async function fail(platform: Platform, db: Db, row: StoredRow, code: RefusalCode): Promise<void> {
  await markFailed(db, row, refusal(code));
  await tellSourceChanged({ tell: (happened) => tellIn(platform, db, row.organization_id, happened) }, row);
}

type StoredRow = Pick<SourceRow, "organization_id" | "id" | "project_id" | "file_id">;
type Filter = (row: ExpressionBuilder<DB, "sources">) => Expression<SqlBool>;

/** The sources of all organizations that pass the filter, in the order of their key, a page at a time. */
async function* readPages(open: Outside["system"], filter: Filter): AsyncGenerator<StoredRow[]> {
  for (let after: SourceKey = { organization_id: "", id: "" }; ;) {
    const rows = await open(({ db }) =>
      db
        .selectFrom("sources")
        .select(["organization_id", "id", "project_id", "file_id"])
        .where(sql<boolean>`(organization_id, id) > (${after.organization_id}, ${after.id})`)
        .where(filter)
        .orderBy("organization_id")
        .orderBy("id")
        .limit(rowsPerPage)
        .execute(),
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsPerPage) return;
    after = last;
  }
}
