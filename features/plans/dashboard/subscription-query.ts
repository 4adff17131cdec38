import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { organizationQuery, useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { budgetQuery, warningsKey } from "#features/budgets/dashboard/budget-query.ts";
import { BillingEmails, Elsewhere, Plan, Subscription, type PlanName } from "../contract.ts";

export const subscriptionQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "subscription"],
    queryFn: ({ signal }) => organizationApi(organizationId)("/subscription", Subscription, { signal }),
  });

export const plansQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "plans"],
    queryFn: async ({ signal }) => (await organizationApi(organizationId)("/plans", z.object({ data: z.array(Plan) }), { signal })).data,
  });

/** What an Owner does with the subscription of the organization in the address. */
export function useSubscriptionActions() {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const call = organizationApi(organizationId);
  const refresh = useRefresh(subscriptionQuery(organizationId).queryKey);
  const refreshLimits = useRefresh(
    organizationQuery(organizationId).queryKey,
    budgetQuery(organizationId).queryKey,
    warningsKey(organizationId),
  );
  /** What may be used follows too. */
  const replace = async (answer: Promise<Subscription>): Promise<Subscription> => {
    const saved = await answer;
    // What was asked before the act must not replace its answer.
    await client.cancelQueries({ queryKey: subscriptionQuery(organizationId).queryKey });
    client.setQueryData(subscriptionQuery(organizationId).queryKey, saved);
    await refreshLimits();
    return saved;
  };
  /** The page of Stripe takes the place of ours. */
  const leave = async (answer: Promise<{ url: string }>) => window.location.assign((await answer).url);
  return {
    subscribe: (plan: PlanName, currency: string) =>
      leave(call("/subscription/checkout", Elsewhere, { method: "POST", body: { plan, currency } })),
    openPortal: () => leave(call("/subscription/portal", Elsewhere, { method: "POST", body: {} })),
    changePlan: (plan: PlanName) => replace(call("/subscription/plan", Subscription, { method: "PUT", body: { plan } })),
    cancel: () => replace(call("/subscription/cancel", Subscription, { method: "POST", body: {} })),
    resume: () => replace(call("/subscription/resume", Subscription, { method: "POST", body: {} })),
    saveSpendCap: (spend_cap: number | null) =>
      replace(call("/subscription/spend-cap", Subscription, { method: "PUT", body: { spend_cap } })),
    refresh: () => replace(call("/subscription/refresh", Subscription, { method: "POST", body: {} })),
    saveEmails: (emails: string[]) => refresh.after(call("/billing-emails", BillingEmails, { method: "PUT", body: { emails } })),
  };
}
