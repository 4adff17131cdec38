import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import type { Source } from "#features/knowledge/contract.ts";
import { sourcePath, sourcesKey } from "#features/knowledge/dashboard/sources.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { SourceQuestions } from "../contract.ts";

/** What is known of a source's questions. A new reading of the source makes new passages. */
export const questionsQuery = (organizationId: string, projectId: string, { id, synced_at }: Source) =>
  queryOptions({
    queryKey: [...sourcesKey(organizationId, projectId), id, "questions", synced_at],
    queryFn: ({ signal }) => organizationApi(organizationId)(sourcePath(projectId, id, "/questions"), SourceQuestions, { signal }),
  });

/** What one can do with the questions of a source. */
export function useQuestionActions({ id }: Source) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const call = organizationApi(organizationId);
  // Its passages too, which say by which questions they are found.
  const refresh = useRefresh([...sourcesKey(organizationId, projectId), id]);
  const path = (rest = "") => sourcePath(projectId, id, `/questions${rest}`);
  return {
    refresh,
    write: () => refresh.after(call(path(), SourceQuestions, { method: "POST", body: {} })),
    stop: () => refresh.after(call(path("/stop"), SourceQuestions, { method: "POST", body: {} })),
    remove: () => refresh.after(call(path(), z.null(), { method: "DELETE" })),
  };
}
