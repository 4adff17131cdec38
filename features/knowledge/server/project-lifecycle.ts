import type { ProjectLifecycle } from "#features/projects/server/lifecycle.ts";
import { removeSourceFiles } from "./remove-source-files.ts";

/** A project's files go with it. */
export const projectLifecycle: ProjectLifecycle = {
  async deleting({ db, send }, project) {
    const sources = await db
      .selectFrom("sources")
      .select("id")
      .where("organization_id", "=", project.organization_id)
      .where("project_id", "=", project.id)
      .execute();
    if (sources.length > 0) await send(removeSourceFiles, { source_ids: sources.map(({ id }) => id) });
  },
};
