import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockProjectShared } from "#features/projects/server/find-project.ts";
import { findSource } from "./find-source.ts";
import { hasFile, isStored } from "./kinds/source-kinds.ts";
import { fileIdOf } from "./kinds/stored-file.ts";
import { recordRemoved } from "./record-stored.ts";
import { removeSourceFiles } from "./remove-source-files.ts";

export const deleteSource = operation({
  name: "source.delete",
  summary: "Deletes a source with its passages, its index and its file, if it has one.",
  scope: "organization",
  kind: "write",
  says: (entry) => `deleted the source${named(entry)}`,
  takesLong: true,
  permission: "source:delete",
  params: ["project_id", "source_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, organization, params, audit, send }) {
    await lockProjectShared(db, organization.id, params.project_id);
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    await db.deleteFrom("sources").where("organization_id", "=", organization.id).where("id", "=", source.id).execute();
    await recordRemoved({ db, send }, organization.id, [source].filter(isStored));
    if (hasFile(source)) await send(removeSourceFiles, { file_ids: [fileIdOf(source)] });
    audit({ target: { type: "source", id: source.id, label: source.name }, before: { name: source.name, size_bytes: source.size_bytes } });
    return null;
  },
});
