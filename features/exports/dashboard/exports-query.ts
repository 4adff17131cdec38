import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi, organizationPath } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Export } from "../contract.ts";

const exportsPerPage = 5;

/** A page of the organization's exports, newest first. */
export const exportsQuery = (organizationId: string, page: number) =>
  queryOptions({
    queryKey: [...exportsKey(organizationId), { page }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/exports", listOf(Export), { signal, search: { page, per_page: exportsPerPage } }),
    placeholderData: keepPreviousData,
  });

/** What one can do with the exports of the organization in the address. */
export function useExportActions() {
  const organizationId = useOrganizationId();
  const refresh = useRefresh(exportsKey(organizationId));
  const call = organizationApi(organizationId);
  return {
    fileAddress: (id: string) => organizationPath(organizationId, exportPath(id, "/file")),
    begin: () => refresh.after(call("/exports", Export, { method: "POST", body: {} })),
    remove: (id: string) => refresh.after(call(exportPath(id), z.null(), { method: "DELETE" })),
  };
}

export const exportsKey = (organizationId: string) => [organizationId, "exports"];

const exportPath = (id: string, rest = "") => `/exports/${encodeURIComponent(id)}${rest}`;
