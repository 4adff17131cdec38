import { queryOptions } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { Budget, BudgetWarnings } from "../contract.ts";

/** What may be used, and how far it is; read again while one looks, since visitors use it meanwhile. */
export const budgetQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "budget"],
    queryFn: ({ signal }) => organizationApi(organizationId)("/budget", Budget.nullable(), { signal }),
    refetchInterval: 30_000,
  });

/** Which caps of the organization are nearly used or spent; with an agent also its own. */
export const warningsQuery = (organizationId: string, agentId?: string) =>
  queryOptions({
    queryKey: [...warningsKey(organizationId), { agentId }],
    queryFn: ({ signal }) =>
      organizationApi(organizationId)("/budget/warnings", BudgetWarnings, { signal, search: agentId ? { agent_id: agentId } : {} }),
    refetchInterval: 60_000,
  });

/** All lists of warnings. */
export const warningsKey = (organizationId: string) => [organizationId, "budget-warnings"];
