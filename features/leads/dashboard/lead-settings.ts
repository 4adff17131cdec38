import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { AgentLeadForm, LeadSettings, type SetLeadForm, type SetRetention, type UpdateLeadFields } from "../contract.ts";

/** The project's own fields for leads, and its retention. */
export const leadSettingsQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [organizationId, "projects", projectId, "lead-settings"],
    queryFn: ({ signal }) => organizationApi(organizationId)(projectPath(projectId, "/lead-settings"), LeadSettings, { signal }),
  });

/** What an agent asks its visitors for. */
export const leadFormQuery = (organizationId: string, projectId: string, agentId: string) =>
  queryOptions({
    queryKey: [organizationId, "projects", projectId, "lead-forms", agentId],
    queryFn: ({ signal }) => organizationApi(organizationId)(formPath(projectId, agentId), AgentLeadForm, { signal }),
  });

/** What is set for leads in the project of the address. */
export function useLeadSettings() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const client = useQueryClient();
  const call = organizationApi(organizationId);
  const keep = <Saved>(key: readonly unknown[], saved: Saved): Saved => {
    client.setQueryData(key, saved);
    return saved;
  };
  const settingsKey = leadSettingsQuery(organizationId, projectId).queryKey;
  const settings = async (path: string, method: "PATCH" | "PUT", body: UpdateLeadFields | SetRetention, version: number) =>
    keep(settingsKey, await call(projectPath(projectId, path), LeadSettings, { method, body, version }));
  return {
    setFields: (body: UpdateLeadFields, version: number) => settings("/lead-fields", "PATCH", body, version),
    setRetention: (body: SetRetention, version: number) => settings("/retention", "PUT", body, version),
    setForm: async (agentId: string, body: SetLeadForm, version: number) =>
      keep(
        leadFormQuery(organizationId, projectId, agentId).queryKey,
        await call(formPath(projectId, agentId), AgentLeadForm, { method: "PUT", body, version }),
      ),
  };
}

const formPath = (projectId: string, agentId: string) => projectPath(projectId, `/agents/${encodeURIComponent(agentId)}/lead-form`);
