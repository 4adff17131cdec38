import { organizationApi } from "#browser/api/api.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { ReadMcpTools, type ReadMcp } from "../contract/mcp-tool.ts";
import { StoredSecret, TriedTool, type CreateSecret, type TryTool } from "../contract.ts";

export const secretsKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "secrets"];

/** What one can do with tools before they are part of an agent. */
export function useToolActions() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const call = organizationApi(organizationId);
  const refresh = useRefresh(secretsKey(organizationId, projectId));
  const path = `/projects/${encodeURIComponent(projectId)}`;
  return {
    keep: (body: CreateSecret): Promise<StoredSecret> => refresh.after(call(`${path}/secrets`, StoredSecret, { method: "POST", body })),
    readMcp: (body: ReadMcp): Promise<ReadMcpTools> => call(`${path}/tools/mcp`, ReadMcpTools, { method: "POST", body }),
    attempt: (body: TryTool): Promise<TriedTool> => call(`${path}/tools/try`, TriedTool, { method: "POST", body }),
  };
}
