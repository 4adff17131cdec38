import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { removeOrphans } from "#platform/storage/remove-orphans.ts";
import { attachmentKey } from "./attachment-key.ts";
import { removeUnsent } from "./remove-attachments.ts";

/** So long what was uploaded waits for its message. */
const unsentMs = 60 * 60_000;
/** How many files go in one transaction, however many there are. */
const perStep = 200;

/** Removes files that were uploaded and never sent, and those that a crash or a purge left without a row. */
export const sweepAttachments = sweep({
  name: "attachment.sweep",
  cron: "*/15 * * * *",
  async run({ platform, log, signal }) {
    const before = new Date(Date.now() - unsentMs);
    for (const organizationId of await organizationsWithUnsent(platform, before)) {
      for (let isDone = false; !isDone;) {
        signal.throwIfAborted();
        isDone = (await removeIn(platform, organizationId, before)) < perStep;
      }
    }
    const orphans = await removeFilesWithoutRow(platform, signal);
    if (orphans > 0) log.info({ orphans }, "files of attachments that are gone were removed");
  },
});

async function organizationsWithUnsent(platform: Platform, before: Date): Promise<string[]> {
  const rows = await leaveTenant(platform, "which organizations have files that were uploaded and never sent").system(
    ({ db }) =>
      db
        .selectFrom("attachments")
        .select("organization_id")
        .distinct()
        .where("message_id", "is", null)
        .where("created_at", "<", before.toISOString())
        .execute(),
    "read",
  );
  return rows.map(({ organization_id }) => organization_id);
}

const removing = { name: "attachment.remove_unsent", says: null };

function removeIn(platform: Platform, organizationId: string, before: Date): Promise<number> {
  const scope = leaveTenant(platform, "files that were uploaded and never sent go").act({ organizationId, act: removing });
  return scope.transaction((context) => removeUnsent(context, organizationId, before, perStep));
}

/** Files whose row is gone: a crash cut their upload off, or what they belonged to was deleted and the job could not run. */
function removeFilesWithoutRow(platform: Platform, signal: AbortSignal): Promise<number> {
  return removeOrphans(platform.storage, {
    prefixes: ["att"],
    olderThanMs: unsentMs,
    signal,
    async known(files) {
      const organizations = files.map(({ organizationId }) => organizationId);
      const ids = files.map(({ name }) => name);
      const { rows } = await leaveTenant(platform, "which stored files are attachments").system(
        ({ db }) =>
          sql<{ organization_id: string; id: string }>`
            select a.organization_id, a.id from unnest(${organizations}::text[], ${ids}::text[]) as file (organization_id, id)
            join attachments a on a.organization_id = file.organization_id and a.id = file.id`.execute(db),
        "read",
      );
      return rows.map(({ organization_id, id }) => attachmentKey(organization_id, id));
    },
  });
}
