import { z } from "zod";
import { job } from "#access/job.ts";
import { fileKey, picturesFolder } from "./kinds/stored-file.ts";

/** Queued by the transaction that deletes sources or replaces their originals. Where it cannot run, the sweep removes the files later. */
export const removeSourceFiles = job({
  name: "source.remove_files",
  says: null,
  payload: z.object({ file_ids: z.array(z.string()) }),
  concurrency: 1,
  async run({ platform, organization, signal }, { file_ids }) {
    for (const id of file_ids) {
      signal.throwIfAborted();
      await platform.storage.remove(fileKey(organization.id, id));
      for await (const { key } of platform.storage.list(picturesFolder(organization.id, id))) await platform.storage.remove(key);
    }
  },
});
