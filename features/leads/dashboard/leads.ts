import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi, organizationPath } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { Erased, Lead, LeadDetail, LeadPage, type LeadSort, type UpdateLead } from "../contract.ts";

const leadsPerPage = 30;

type Filter = {
  query?: string | undefined;
  reachable?: "email" | "phone" | "none" | undefined;
  consent?: boolean | undefined;
  test?: boolean | undefined;
};

/** A page of the project's leads. */
export const leadsQuery = (organizationId: string, projectId: string, { page, ...search }: Filter & { page: number; sort?: LeadSort }) =>
  queryOptions({
    queryKey: [...leadsKey(organizationId, projectId), { page, ...search }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/leads"), LeadPage, {
        signal,
        search: { page, per_page: leadsPerPage, ...search },
      }),
    placeholderData: keepPreviousData,
  });

export const leadQuery = (organizationId: string, projectId: string, leadId: string) =>
  queryOptions({
    queryKey: [...leadsKey(organizationId, projectId), leadId],
    queryFn: ({ signal }) => organizationApi(organizationId)(leadPath(projectId, leadId), LeadDetail, { signal }),
  });

/** Whose conversation it is; null where its visitor has said nothing of themselves. */
export const leadOfConversationQuery = (organizationId: string, projectId: string, conversationId: string) =>
  queryOptions({
    queryKey: [...leadsKey(organizationId, projectId), "of", conversationId],
    queryFn: async ({ signal }) => {
      const search = { conversation_id: conversationId, per_page: 1 };
      const { data } = await organizationApi(organizationId)(projectPath(projectId, "/leads"), LeadPage, { signal, search });
      return data[0] ?? null;
    },
  });

/** What one can do with the leads of the project in the address. */
export function useLeadActions() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const client = useQueryClient();
  const refresh = useRefresh(leadsKey(organizationId, projectId), [organizationId, "projects", projectId, "conversations"]);
  const call = organizationApi(organizationId);
  return {
    update: (leadId: string, body: UpdateLead, version: number) =>
      refresh.after(call(leadPath(projectId, leadId), Lead, { method: "PATCH", body, version })),
    /** `leave` closes what shows the lead, before its record is forgotten. */
    async remove(leadId: string, leave: () => void): Promise<void> {
      await call(leadPath(projectId, leadId), z.null(), { method: "DELETE" });
      await forget(leadId, leave);
    },
    async erase(leadId: string, leave: () => void): Promise<void> {
      await call(leadPath(projectId, leadId, "/erase"), Erased, { method: "POST", body: {} });
      await forget(leadId, leave);
    },
    /** Where everything of one visitor is had as a file. */
    fileAddress: (leadId: string) => organizationPath(organizationId, leadPath(projectId, leadId, "/file")),
    /** The same of those that a list shows, as CSV. */
    csvAddress(filter: Filter): string {
      const named = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
      return organizationPath(organizationId, projectPath(projectId, `/leads/file?${new URLSearchParams(named)}`));
    },
  };

  async function forget(leadId: string, leave: () => void): Promise<void> {
    leave();
    client.removeQueries({ queryKey: leadQuery(organizationId, projectId, leadId).queryKey });
    await refresh();
  }
}

export const leadsKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "leads"];

const leadPath = (projectId: string, leadId: string, rest = "") => projectPath(projectId, `/leads/${encodeURIComponent(leadId)}${rest}`);
