import { queryOptions } from "@tanstack/react-query";
import { api } from "#dashboard/api/api.ts";
import { listOf } from "#dashboard/api/list.ts";
import { OrganizationCard } from "../contract.ts";

const perPage = 100;

/** All organizations of the user, by name: few for nearly everybody, so all pages are read. */
export const organizationsQuery = queryOptions({
  queryKey: ["organizations"],
  queryFn: async ({ signal }) => {
    const all: OrganizationCard[] = [];
    for (let page = 1; ; page += 1) {
      const { data, total } = await api("/v1/organizations", listOf(OrganizationCard), { signal, search: { page, per_page: perPage } });
      all.push(...data);
      if (data.length === 0 || all.length >= total) return all;
    }
  },
});
