import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { act } from "#access/says.ts";
import { removeTexts } from "#features/conversations/server/remove-texts.ts";
import type { Db } from "#platform/database/transaction.ts";
import { countOf } from "./count-of.ts";

const perStep = 200;
const dayMs = 24 * 60 * 60 * 1000;

/** What a project's retention removes, by nobody's hand. */
export const applyRetention = act({
  name: "retention.apply",
  erases: true,
  says: ({ after }) =>
    after
      ? `removed the texts of ${countOf(after["conversations"], "conversation")}, and ${countOf(after["leads"], "lead")}, which the project keeps no longer`
      : "removed what the project keeps no longer",
});

/**
 * Removes what visitors said, and who they were, once a project keeps it no longer: some conversations and leads a
 * transaction, each with its entry, so that whatever cuts it off, the next run continues.
 */
export const sweepRetention = sweep({
  name: "retention.sweep",
  cron: "23 * * * *",
  async run({ platform, log, signal }) {
    const rules = await leaveTenant(platform, "which projects keep texts for some time only").system(
      ({ db }) =>
        db
          .selectFrom("lead_settings as s")
          .innerJoin("projects as p", (join) =>
            join.onRef("p.organization_id", "=", "s.organization_id").onRef("p.id", "=", "s.project_id"),
          )
          .select(["s.organization_id", "s.project_id", "s.retention_days", "p.name"])
          .where("s.retention_days", "is not", null)
          .execute(),
      "read",
    );
    for (const { organization_id: organizationId, project_id: projectId, retention_days: days, name } of rules) {
      const before = new Date(Date.now() - days! * dayMs);
      const place = { organizationId, projectId };
      for (let isDone = false; !isDone;) {
        signal.throwIfAborted();
        const { transaction } = leaveTenant(platform, "what a project keeps no longer is removed in the name of nobody").act({
          organizationId,
          act: applyRetention,
        });
        isDone = await transaction(async ({ db, send, audit }) => {
          const conversations = await removeTexts({ db, send }, place, before, perStep);
          const leads = await removeLeads(db, place, before);
          if (conversations + leads === 0) return true;
          audit({ target: { type: "project", id: projectId, label: name }, after: { conversations, leads } });
          return false;
        });
      }
      log.debug({ organization_id: organizationId, project_id: projectId }, "retention was applied");
    }
  },
});

/** Leads who said nothing since, in no conversation either. */
async function removeLeads(
  db: Db,
  { organizationId, projectId }: { organizationId: string; projectId: string },
  before: Date,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from leads where organization_id = ${organizationId} and id in (
      select l.id from leads l
      where l.organization_id = ${organizationId} and l.project_id = ${projectId} and l.last_seen_at < ${before}
        and not exists (
          select from lead_conversations link
          join conversations c on c.organization_id = link.organization_id and c.id = link.conversation_id
          where link.organization_id = l.organization_id and link.lead_id = l.id and c.last_used_at >= ${before}
        )
      limit ${perStep}
    )`.execute(db);
  return Number(numAffectedRows);
}
