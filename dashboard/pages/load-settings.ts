import type { QueryClient } from "@tanstack/react-query";
import { mayIn, organizationQuery } from "#browser/api/organization.ts";
import { BillingAddressForm } from "#features/addresses/dashboard/billing-address-section.tsx";
import { addressRulesQuery, billingAddressQuery } from "#features/addresses/dashboard/billing-address-query.ts";
import { exportsQuery } from "#features/exports/dashboard/exports-query.ts";
import { membersQuery } from "#features/members/dashboard/members-query.ts";
import { statusChangesQuery } from "#features/organizations/dashboard/status-changes-query.ts";
import { phoneNumbersQuery } from "#features/phone-numbers/dashboard/phone-numbers-query.ts";

/**
 * Loads what the sections of Organization Settings show at first, so that none of them grows while somebody is reaching for a
 * button below it. What fails, its section says.
 */
export async function loadSettings({
  context: { client },
  params: { organizationId },
}: {
  context: { client: QueryClient };
  params: { organizationId: string };
}): Promise<void> {
  // Where this fails, the loader of the organization says so.
  const organization = await client.ensureQueryData(organizationQuery(organizationId)).catch(() => null);
  if (!organization) return;
  await Promise.allSettled([
    client.ensureQueryData(statusChangesQuery(organization, 1)),
    client.ensureQueryData(phoneNumbersQuery(organizationId)),
    mayIn(organization, "billing:read") && loadBillingAddress(client, organizationId),
    mayIn(organization, "member:list") && client.ensureQueryData(membersQuery(organizationId)),
    mayIn(organization, "organization:export") && client.ensureQueryData(exportsQuery(organizationId, 1)),
  ]);
}

/** Its form comes in a part of its own, and the fields follow from the country. */
async function loadBillingAddress(client: QueryClient, organizationId: string): Promise<void> {
  const form = BillingAddressForm.preload?.();
  const address = await client.ensureQueryData(billingAddressQuery(organizationId));
  if (address) await client.ensureQueryData(addressRulesQuery(address.country));
  await form;
}
