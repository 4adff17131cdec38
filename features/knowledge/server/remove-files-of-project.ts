import type { WhenDeleted } from "#access/product.ts";
import { hasFile, isStored } from "./kinds/source-kinds.ts";
import { fileIdOf } from "./kinds/stored-file.ts";
import { recordRemoved } from "./record-stored.ts";
import { removeSourceFiles } from "./remove-source-files.ts";

/** A project's files go with it. */
export const removeFilesOfProject: WhenDeleted = async ({ db, send }, project) => {
  const sources = await db
    .selectFrom("sources")
    .select(["id", "file_id", "project_id", "kind", "size_bytes"])
    .where("organization_id", "=", project.organization_id)
    .where("project_id", "=", project.id)
    .execute();
  await recordRemoved({ db, send }, project.organization_id, sources.filter(isStored));
  const file_ids = sources.filter(hasFile).map(fileIdOf);
  if (file_ids.length > 0) await send(removeSourceFiles, { file_ids });
};
