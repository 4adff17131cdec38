import { sql } from "kysely";
import { systemActor } from "#access/actor.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { encodeSource } from "./encode-source.ts";
import { noteWaiting } from "./meaning-progress.ts";

/** So many are queued at a time, the first of each organization first; the rest a minute later. */
const atOnce = 200;

/**
 * Queues sources whose passages were never encoded, have changed since, or were encoded by another model. Where nothing is
 * encoded any more, none is said to be under way.
 */
export const encodeMissing = sweep({
  name: "source.encode_missing",
  cron: "* * * * *",
  atStart: true,
  async run({ platform, signal }) {
    const encoder = platform.embeddings?.encoder;
    if (!encoder) await forgetUnfinished(platform);
    const installations = encoder && !encoder.isResting() ? encoder.model : null;
    const missing = await leaveTenant(platform, "which sources are to be found by meaning").system(async ({ db, asQueue }) => {
      const { rows } = await sql<{ organization_id: string; id: string; model: string }>`
        select organization_id, id, model from (
          select source.organization_id, source.id, wanted.model, source.synced_at,
            row_number() over (partition by source.organization_id order by source.synced_at) place
          from sources source
          left join embedding_models own on own.organization_id = source.organization_id
          cross join lateral (select coalesce(own.provider_id || '/' || own.model_name, ${installations}) model) wanted
          left join source_meanings meaning on meaning.organization_id = source.organization_id and meaning.source_id = source.id
          where source.status = 'synced' and source.synced_at is not null and wanted.model is not null
            and (meaning.model is distinct from wanted.model or meaning.synced_at is distinct from source.synced_at)
        ) missing
        order by place, synced_at
        limit ${atOnce}
      `.execute(db);
      const ids = rows.map(({ id }) => id);
      const queued = await leaveTenant(platform, "which jobs are under way").unfinishedJobs(
        { asQueue },
        [encodeSource.name],
        "source_id",
        ids,
      );
      return rows.filter(({ id }) => !queued.has(id));
    }, "read");
    for (const { organization_id: organizationId, id, model } of missing) {
      signal.throwIfAborted();
      const act = { name: encodeMissing.name, says: null };
      const { transaction } = leaveTenant(platform, "vectors are made in the name of nobody").act({
        organizationId,
        actor: systemActor,
        act,
        request: null,
      });
      await transaction(async ({ db, send }) => {
        await noteWaiting(db, { organization_id: organizationId, id }, model);
        await send(encodeSource, { source_id: id });
      });
    }
  },
});

async function forgetUnfinished(platform: Platform): Promise<void> {
  await leaveTenant(platform, "which sources are said to be prepared").system(({ db }) =>
    sql`
      delete from source_meanings meaning using sources source
      where source.organization_id = meaning.organization_id and source.id = meaning.source_id
        and source.status = 'synced' and meaning.synced_at is distinct from source.synced_at
        and not exists (select from embedding_models own where own.organization_id = source.organization_id)
    `.execute(db),
  );
}
