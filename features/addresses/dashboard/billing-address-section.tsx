import { useQuery } from "@tanstack/react-query";
import { lazyRouteComponent } from "@tanstack/react-router";
import { Suspense } from "react";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SettingsSection } from "#browser/ui/settings-section.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { billingAddressQuery } from "./billing-address-query.ts";
import { t } from "./messages.ts";

/** Unlike what `lazy` makes, one that was loaded before is drawn at once. */
export const BillingAddressForm = lazyRouteComponent(() => import("./billing-address-form.tsx"), "BillingAddressForm");

/** The billing address on the settings page, for those who can read it; others do not see it. */
export function BillingAddressSection() {
  return useCan()("billing:read") ? <Section /> : null;
}

function Section() {
  const organizationId = useOrganizationId();
  const query = useQuery(billingAddressQuery(organizationId));
  return (
    <SettingsSection title={t("billingAddressSection.billingAddress")} sentence={t("billingAddressSection.sentence")}>
      <Loaded query={query} failure={t("billingAddressSection.failed")} skeleton={<SkeletonRows rows={5} />} permission="billing:read">
        {(address) => (
          <Suspense fallback={<SkeletonRows rows={5} />}>
            <BillingAddressForm key={organizationId} address={address} />
          </Suspense>
        )}
      </Loaded>
    </SettingsSection>
  );
}
