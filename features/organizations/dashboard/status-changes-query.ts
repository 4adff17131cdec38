import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { StatusChange, type Organization } from "../contract.ts";

const statusChangesPerPage = 5;

/** A page of the changes of an organization's status, newest first. */
export const statusChangesQuery = ({ id: organizationId, status }: Organization, page: number) =>
  queryOptions({
    queryKey: [organizationId, "status-changes", status, page],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/status-changes", listOf(StatusChange), {
        signal,
        search: { page, per_page: statusChangesPerPage },
      }),
    placeholderData: keepPreviousData,
  });
