import { z } from "zod";
import { job } from "#access/job.ts";
import { fileKey } from "./find-source.ts";

/** Queued by the transaction that deletes a source. Where it cannot run, the sweep removes the file later. */
export const removeSourceFile = job({
  name: "source.remove_file",
  payload: z.object({ source_id: z.string() }),
  concurrency: 1,
  async run({ platform, organization }, { source_id }) {
    await platform.storage.remove(fileKey(organization.id, source_id));
  },
});
