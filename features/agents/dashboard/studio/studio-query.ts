import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { TriedAnswer, type TryAgent } from "#features/answering/contract.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { Agent } from "../../contract.ts";
import type { ChangeSettings } from "../../contract/settings.ts";
import { AgentDraft, AgentVersion } from "../../contract/versions.ts";
import { agentPath, agentsKey } from "../agents-query.ts";

const versionsPerPage = 20;

export const draftQuery = (organizationId: string, projectId: string, agentId: string) =>
  queryOptions({
    queryKey: [...agentsKey(organizationId, projectId), agentId, "draft"],
    queryFn: ({ signal }) => organizationApi(organizationId)(agentPath(projectId, agentId, "/draft"), AgentDraft, { signal }),
  });

/** The newest first. */
export const versionsQuery = (organizationId: string, projectId: string, agentId: string, page: number) =>
  queryOptions({
    queryKey: [...agentsKey(organizationId, projectId), agentId, "versions", { page }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(agentPath(projectId, agentId, "/versions"), listOf(AgentVersion), {
        signal,
        search: { page, per_page: versionsPerPage },
      }),
  });

/** What one can do with an agent in its studio. */
export function useStudioActions(agentId: string) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const client = useQueryClient();
  const call = organizationApi(organizationId);
  const refresh = useRefresh(agentsKey(organizationId, projectId));
  const path = (rest: string) => agentPath(projectId, agentId, rest);
  const query = draftQuery(organizationId, projectId, agentId);
  return {
    /** @param version of the draft that the changes were made in */
    async saveDraft(body: ChangeSettings, version: number): Promise<AgentDraft> {
      const draft = await call(path("/draft"), AgentDraft, { method: "PATCH", body, version });
      client.setQueryData(query.queryKey, draft);
      return draft;
    },
    async readDraft(): Promise<AgentDraft> {
      return client.fetchQuery({ ...query, staleTime: 0 });
    },
    discard: (version: number): Promise<null> => refresh.after(call(path("/draft"), z.null(), { method: "DELETE", version })),
    publish: (note: string | null, version: number): Promise<AgentVersion> =>
      refresh.after(call(path("/publish"), AgentVersion, { method: "POST", body: { note }, version })),
    rollBack: (version: number): Promise<AgentVersion> =>
      refresh.after(call(path("/roll-back"), AgentVersion, { method: "POST", body: { version } })),
    duplicate: (name: string): Promise<Agent> => refresh.after(call(path("/duplicate"), Agent, { method: "POST", body: { name } })),
    ask: (body: TryAgent, signal: AbortSignal): Promise<TriedAnswer> => call(path("/try"), TriedAnswer, { method: "POST", body, signal }),
  };
}
