import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { projectPath } from "#features/projects/dashboard/project.ts";
import type { FindPlace, Found } from "#browser/ui/sections.ts";
import { Source } from "../contract.ts";

const foundMax = 5;

/** The sources of a project whose names hold the words; each opens with what was read from it. */
export async function findSources({ organizationId, projectId, words, signal }: FindPlace): Promise<Found[]> {
  const search = { query: words, per_page: foundMax };
  const { data } = await organizationApi(organizationId)(projectPath(projectId, "/sources"), listOf(Source), { signal, search });
  return data.map(({ id, name }) => ({ id, label: name, search: { source: id } }));
}
