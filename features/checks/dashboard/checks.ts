import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi, organizationPath } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { projectPath, useProjectId } from "#features/projects/dashboard/project.ts";
import { Source } from "#features/knowledge/contract.ts";
import {
  Check,
  CheckDetail,
  NextCheckRun,
  CheckRun,
  ImportedChecks,
  type CheckState,
  type CreateCheck,
  type ImportedCheck,
  type UpdateCheck,
} from "../contract.ts";

const checksPerPage = 50;
/** So many sources can be chosen from. */
const sourcePagesMax = 10;

type Filter = { page: number; query?: string | undefined; state?: CheckState | undefined };

/** A page of a project's checks. @param run the last one: while it is under way, answers come in */
export const checksQuery = (organizationId: string, projectId: string, { page, ...filter }: Filter, run: CheckRun | null) =>
  queryOptions({
    queryKey: [...checksKey(organizationId, projectId), "list", { page, ...filter }, run?.id, run?.status],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)(projectPath(projectId, "/checks"), listOf(Check), {
        signal,
        search: { page, per_page: checksPerPage, ...filter },
      }),
    placeholderData: keepPreviousData,
  });

/** How many checks a project has. */
export const checkCountQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...checksKey(organizationId, projectId), "count"],
    queryFn: async ({ signal }) =>
      (await organizationApi(organizationId)(projectPath(projectId, "/checks"), listOf(Check), { signal, search: { per_page: 1 } })).total,
  });

/** A check with its answers. */
export const checkQuery = (organizationId: string, projectId: string, checkId: string) =>
  queryOptions({
    queryKey: [...checksKey(organizationId, projectId), "one", checkId],
    queryFn: ({ signal }) => organizationApi(organizationId)(checkPath(projectId, checkId), CheckDetail, { signal }),
  });

/** The last run, null before the first. */
export const lastRunQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...checksKey(organizationId, projectId), "run"],
    queryFn: async ({ signal }) => {
      const search = { per_page: 1 };
      const { data } = await organizationApi(organizationId)(projectPath(projectId, "/check-runs"), listOf(CheckRun), { signal, search });
      return data[0] ?? null;
    },
  });

/** What the next run would do. @param run the last one */
export const planQuery = (organizationId: string, projectId: string, run: CheckRun | null) =>
  queryOptions({
    queryKey: [...checksKey(organizationId, projectId), "preview", run?.id, run?.status],
    queryFn: ({ signal }) => organizationApi(organizationId)(projectPath(projectId, "/check-runs/next"), NextCheckRun, { signal }),
  });

/** The project's sources to choose from, by name. */
export const sourceNamesQuery = (organizationId: string, projectId: string) =>
  queryOptions({
    queryKey: [...checksKey(organizationId, projectId), "sources"],
    staleTime: 10_000,
    queryFn: async ({ signal }) => {
      const names: { id: string; name: string }[] = [];
      for (let page = 1; page <= sourcePagesMax; page += 1) {
        const search = { page, per_page: 100, sort: "name" };
        const { data, total } = await organizationApi(organizationId)(projectPath(projectId, "/sources"), listOf(Source), {
          signal,
          search,
        });
        names.push(...data.map(({ id, name }) => ({ id, name })));
        if (names.length >= total || data.length === 0) break;
      }
      return names;
    },
  });

/** What one can do with the checks of the project in the address. */
export function useCheckActions() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const client = useQueryClient();
  const call = organizationApi(organizationId);
  const refresh = useRefresh(checksKey(organizationId, projectId));
  const remove = (id: string) => call(checkPath(projectId, id), z.null(), { method: "DELETE" });
  return {
    refresh,
    create: (body: CreateCheck) => refresh.after(call(projectPath(projectId, "/checks"), Check, { method: "POST", body })),
    /** What the server holds of a check now. */
    read: (id: string) => client.fetchQuery({ ...checkQuery(organizationId, projectId, id), staleTime: 0 }),
    update: (id: string, body: UpdateCheck, version: number) =>
      refresh.after(call(checkPath(projectId, id), Check, { method: "PATCH", body, version })),
    remove: (id: string) => refresh.after(remove(id)),
    /** Without reading the list again: several are deleted at once. */
    removeOne: remove,
    load: (checks: ImportedCheck[]) =>
      refresh.after(call(projectPath(projectId, "/checks/import"), ImportedChecks, { method: "POST", body: { checks } })),
    run: () => refresh.after(call(projectPath(projectId, "/check-runs"), CheckRun, { method: "POST", body: {} })),
    stop: (runId: string) =>
      refresh.after(call(projectPath(projectId, `/check-runs/${encodeURIComponent(runId)}/stop`), CheckRun, { method: "POST", body: {} })),
    fileAddress: organizationPath(organizationId, projectPath(projectId, "/checks/file")),
  };
}

export const checksKey = (organizationId: string, projectId: string) => [organizationId, "projects", projectId, "checks"];

const checkPath = (projectId: string, checkId: string) => projectPath(projectId, `/checks/${encodeURIComponent(checkId)}`);
