import { organizationApi } from "#browser/api/api.ts";
import { projectPath } from "#features/projects/dashboard/project.ts";
import { TriedAnswer, type TryQuestion } from "../contract.ts";

type Asked = TryQuestion & { agentId: string | null; signal?: AbortSignal };

/** What an agent would answer, or the built-in answerer where none is named. */
export function tryQuestion(organizationId: string, projectId: string, { agentId, signal, ...question }: Asked): Promise<TriedAnswer> {
  const path = agentId === null ? "/try" : `/agents/${encodeURIComponent(agentId)}/try`;
  return organizationApi(organizationId)(projectPath(projectId, path), TriedAnswer, {
    method: "POST",
    body: question,
    ...(signal ? { signal } : {}),
  });
}
