import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { Source } from "../../contract.ts";
import { findSource } from "../find-source.ts";
import type { RefusalCode } from "../refusals.ts";
import { findSite } from "./find-site.ts";
import { readSite } from "./read-site.ts";
import { oneAsSent } from "../sources-as-sent.ts";

/** What a source fails by whose job was lost, as by a server that was stopped for good (sweep-storage.ts). */
const interrupted: RefusalCode = "interrupted";

const shared = {
  scope: "organization",
  kind: "write",
  permission: "source:update",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: Source,
} as const;

/** What was read so far answers already, so nothing is lost and nothing goes. */
export const stopSite = operation({
  ...shared,
  name: "source.stop",
  summary: "Stops reading a website. The pages that were read stay, and reading can be resumed.",
  says: (entry) => `stopped reading the website${named(entry)}`,
  example: ({ project_id, site_source_id }) => ({ params: { project_id, source_id: site_source_id } }),
  async run({ db, organization, params, audit }) {
    const { source } = await findSite(db, organization.id, params);
    const stopped = await db
      .updateTable("sources")
      .set({ status: "stopped", updated_at: new Date() })
      .where("organization_id", "=", organization.id)
      .where("id", "=", source.id)
      .where("status", "=", "processing")
      .executeTakeFirst();
    if (stopped.numUpdatedRows === 0n) audit(null);
    else audit({ target: { type: "source", id: source.id, label: source.name } });
    return oneAsSent(db, await findSource(db, organization.id, params.project_id, source.id));
  },
});

export const resumeSite = operation({
  ...shared,
  name: "source.resume",
  summary: "Continues reading a website that was stopped or interrupted, where it was.",
  says: (entry) => `resumed reading the website${named(entry)}`,
  status: 202,
  example: ({ project_id, site_source_id }) => ({ params: { project_id, source_id: site_source_id } }),
  async run({ db, organization, params, audit, send }) {
    const { source } = await findSite(db, organization.id, params);
    const resumed = await db
      .updateTable("sources")
      .set({ status: "processing", error_code: null, error_message: null, updated_at: new Date() })
      .where("organization_id", "=", organization.id)
      .where("id", "=", source.id)
      .where((query) => query.or([query("status", "=", "stopped"), query("error_code", "=", interrupted)]))
      .executeTakeFirst();
    if (resumed.numUpdatedRows > 0n) {
      await send(readSite, { source_id: source.id });
      audit({ target: { type: "source", id: source.id, label: source.name } });
    } else audit(null);
    return oneAsSent(db, await findSource(db, organization.id, params.project_id, source.id));
  },
});
