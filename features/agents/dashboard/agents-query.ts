import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { Agent, IdentitySecret, Models, NewIdentitySecret, TestPage, type CreateAgent, type UpdateAgent } from "../contract.ts";

const agentsPerPage = 50;

/** A page of a project's agents, by name. */
export const agentsQuery = (organizationId: string, projectId: string, page = 1) =>
  queryOptions({
    queryKey: [...agentsKey(organizationId, projectId), { page }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/agents"), listOf(Agent), {
        signal,
        search: { page, per_page: agentsPerPage },
      }),
    placeholderData: keepPreviousData,
  });

/** The project's agents to choose from: the first hundred, by name. */
export const agentNamesQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...agentsKey(organizationId, projectId), "names"],
    queryFn: async ({ signal }) => {
      const search = { per_page: 100 };
      const { data } = await organizationApi(organizationId)(projectPath(projectId, "/agents"), listOf(Agent), { signal, search });
      return data.map(({ id, name }) => ({ id, name }));
    },
  });

export const agentQuery = (organizationId: string, projectId: string, agentId: string) =>
  queryOptions({
    queryKey: [...agentsKey(organizationId, projectId), agentId],
    queryFn: ({ signal }) => organizationApi(organizationId)(agentPath(projectId, agentId), Agent, { signal }),
  });

/** What may answer in this installation. */
export const modelsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "models"],
    staleTime: 60_000,
    queryFn: ({ signal }) => organizationApi(organizationId)("/models", Models, { signal }),
  });

/** The secret link to an agent's test page, null where none is shared. */
export const testPageQuery = (organizationId: string, projectId: string, agentId: string) =>
  queryOptions({
    queryKey: [...agentsKey(organizationId, projectId), agentId, "test-page"],
    queryFn: ({ signal }) => organizationApi(organizationId)(agentPath(projectId, agentId, "/test-page"), TestPage.nullable(), { signal }),
  });

/** Since when there is a secret with which websites sign who their visitors are. */
export const identitySecretQuery = (organizationId: string, projectId: string, agentId: string) =>
  queryOptions({
    queryKey: [...agentsKey(organizationId, projectId), agentId, "identity-secret"],
    queryFn: ({ signal }) => organizationApi(organizationId)(agentPath(projectId, agentId, "/identity-secret"), IdentitySecret, { signal }),
  });

/** What one can do with the agents of the project in the address. */
export function useAgentActions() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const client = useQueryClient();
  const call = organizationApi(organizationId);
  const refresh = useRefresh(agentsKey(organizationId, projectId));
  return {
    async create(body: CreateAgent): Promise<Agent> {
      const agent = await call(projectPath(projectId, "/agents"), Agent, { method: "POST", body });
      client.setQueryData(agentQuery(organizationId, projectId, agent.id).queryKey, agent);
      await refresh();
      return agent;
    },
    async update(agentId: string, body: UpdateAgent): Promise<Agent> {
      const agent = await call(agentPath(projectId, agentId), Agent, { method: "PATCH", body });
      client.setQueryData(agentQuery(organizationId, projectId, agentId).queryKey, agent);
      await refresh();
      return agent;
    },
    /** `leave` goes away from the agent's page, before its record is forgotten. */
    async remove(agentId: string, leave: () => Promise<void>): Promise<void> {
      await call(agentPath(projectId, agentId), z.null(), { method: "DELETE" });
      await leave();
      client.removeQueries({ queryKey: agentQuery(organizationId, projectId, agentId).queryKey });
      await refresh();
    },
    async shareTestPage(agentId: string): Promise<void> {
      const link = await call(agentPath(projectId, agentId, "/test-page"), TestPage, { method: "POST", body: {} });
      client.setQueryData(testPageQuery(organizationId, projectId, agentId).queryKey, link);
    },
    /** @returns the secret, which is shown only once */
    async createIdentitySecret(agentId: string): Promise<string> {
      const { secret, created_at } = await call(agentPath(projectId, agentId, "/identity-secret"), NewIdentitySecret, {
        method: "POST",
        body: {},
      });
      client.setQueryData(identitySecretQuery(organizationId, projectId, agentId).queryKey, { created_at });
      return secret;
    },
    async deleteIdentitySecret(agentId: string): Promise<void> {
      await call(agentPath(projectId, agentId, "/identity-secret"), z.null(), { method: "DELETE" });
      client.setQueryData(identitySecretQuery(organizationId, projectId, agentId).queryKey, { created_at: null });
    },
    async endTestPage(agentId: string): Promise<void> {
      await call(agentPath(projectId, agentId, "/test-page"), z.null(), { method: "DELETE" });
      client.setQueryData(testPageQuery(organizationId, projectId, agentId).queryKey, null);
    },
  };
}

export const agentsKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "agents"];

export function agentPath(projectId: string, agentId: string, rest = ""): string {
  return projectPath(projectId, `/agents/${encodeURIComponent(agentId)}${rest}`);
}
