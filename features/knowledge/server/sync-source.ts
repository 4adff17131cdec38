import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { conflict } from "#platform/errors.ts";
import { Source } from "../contract.ts";
import { findSource } from "./find-source.ts";
import { kindOf } from "./kinds/source-kinds.ts";
import { oneAsSent } from "./sources-as-sent.ts";
import { startReading } from "./start-reading.ts";

export const syncSource = operation({
  name: "source.sync",
  summary: "Reads a source again. Until that is done, agents answer from what was read before.",
  scope: "organization",
  kind: "write",
  says: (entry) => `had the source${named(entry)} read again`,
  permission: "source:update",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: Source,
  status: 202,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, organization, params, audit, send }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    const refusal = kindOf(source).whyNotSync(source);
    if (refusal) throw conflict(refusal);
    const row = await startReading({ db, send }, source);
    // It is being read already, perhaps since a moment ago by another click.
    if (!row) {
      audit(null);
      return oneAsSent(db, await findSource(db, organization.id, params.project_id, source.id));
    }
    audit({ target: { type: "source", id: source.id, label: source.name } });
    return oneAsSent(db, row);
  },
});
