import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { PhoneNumber, phoneNumbersMax, SentCode, type CreatePhoneNumber, type UpdatePhoneNumber } from "../contract.ts";

/** All numbers of an organization: as many as it may have are one page. */
export const phoneNumbersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [organizationId, "phone-numbers"],
    queryFn: async ({ signal }) =>
      (await organizationApi(organizationId)("/phone-numbers", listOf(PhoneNumber), { signal, search: { per_page: phoneNumbersMax } }))
        .data,
  });

/** What one can do with the phone numbers of the organization in the address. */
export function usePhoneNumberActions() {
  const organizationId = useOrganizationId();
  const client = useQueryClient();
  const call = organizationApi(organizationId);
  const refresh = useRefresh(phoneNumbersQuery(organizationId).queryKey);
  return {
    /** What the server holds of a number now; null where it is gone. */
    async read(id: string): Promise<PhoneNumber | null> {
      const numbers = await client.fetchQuery({ ...phoneNumbersQuery(organizationId), staleTime: 0 });
      return numbers.find((number) => number.id === id) ?? null;
    },
    create: (body: CreatePhoneNumber) => refresh.after(call("/phone-numbers", PhoneNumber, { method: "POST", body })),
    update: (id: string, body: UpdatePhoneNumber, version?: number) =>
      refresh.after(call(pathOf(id), PhoneNumber, { method: "PATCH", body, ...(version === undefined ? {} : { version }) })),
    remove: (id: string) => refresh.after(call(pathOf(id), z.null(), { method: "DELETE" })),
    sendCode: (id: string) => call(pathOf(id, "/verification"), SentCode, { method: "POST", body: {} }),
    checkCode: (id: string, code: string) =>
      refresh.after(call(pathOf(id, "/verification/check"), PhoneNumber, { method: "POST", body: { code } })),
  };
}

const pathOf = (id: string, rest = "") => `/phone-numbers/${encodeURIComponent(id)}${rest}`;
