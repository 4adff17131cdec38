import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { projectPath } from "#features/projects/dashboard/project.ts";
import type { FindPlace, Found } from "#browser/ui/sections.ts";
import { Conversation } from "../contract.ts";
import { t } from "./messages.ts";

const foundMax = 5;

/** The conversations of a project in which the words were said, each by what was asked first in it. */
export async function findConversations({ organizationId, projectId, words, signal }: FindPlace): Promise<Found[]> {
  const search = { query: words, per_page: foundMax };
  const { data } = await organizationApi(organizationId)(projectPath(projectId, "/conversations"), listOf(Conversation), {
    signal,
    search,
  });
  return data.map(({ id, opening }) => ({ id, label: opening ?? t("findConversations.noQuestionYet"), search: { conversation: id } }));
}
