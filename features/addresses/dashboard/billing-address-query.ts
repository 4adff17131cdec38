import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import { api, organizationApi } from "#browser/api/api.ts";
import { AddressRules, addressParts, BillingAddress, BillingAddressInput, readAddress, type KeptAddress } from "../contract.ts";

export const billingAddressQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "billing-address"],
    queryFn: ({ signal }) => organizationApi(organizationId)("/billing-address", BillingAddress.nullable(), { signal }),
    refetchInterval: ({ state }) => (state.data?.tax_id_check === "pending" ? 2_000 : false),
  });

/** How a country writes addresses: the same for everybody, and as long as the page is open. */
export const addressRulesQuery = (country: string) =>
  queryOptions({
    queryKey: ["address-rules", country],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api("/v1/address-rules", AddressRules, { search: { country }, signal }),
  });

/** The schema of the form: by the rules of the country that is chosen, without the parts that it does not show. */
export function useAddressSchema(): z.ZodType<KeptAddress, BillingAddressInput> {
  const client = useQueryClient();
  return useMemo(
    () =>
      BillingAddressInput.transform(async (input, context) => {
        const rules = await client.ensureQueryData(addressRulesQuery(input.country));
        const parts = rules.rows.flat();
        const hidden = addressParts.filter((part) => !parts.includes(part));
        return readAddress(rules, { ...input, ...Object.fromEntries(hidden.map((part) => [part, null])) }, context);
      }),
    [client],
  );
}
