import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useOrganizationId } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { Card } from "#browser/ui/card.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import type { BillingAddress } from "../contract.ts";
import { AddressLines } from "./address-lines.tsx";
import { addressRulesQuery, billingAddressQuery } from "./billing-address-query.ts";
import { t } from "./messages.ts";

/** The address and tax ID that invoices carry, which are changed in Organization Settings. */
export function AddressCard() {
  const organizationId = useOrganizationId();
  const query = useQuery(billingAddressQuery(organizationId));
  return (
    <Loaded query={query} failure={t("addressCard.failed")} skeleton={<SkeletonRows rows={3} />} permission="billing:read">
      {(address) => (
        <Card className="flex flex-wrap items-start justify-between gap-3 p-5">
          {address ? <Written address={address} /> : <span>{t("addressCard.none")}</span>}
          <Link to="/organizations/$organizationId/settings" params={{ organizationId }} className={buttonClasses({ size: "small" })}>
            {address ? t("addressCard.changeTheAddress") : t("addressCard.addTheAddress")}
          </Link>
        </Card>
      )}
    </Loaded>
  );
}

function Written({ address }: { address: BillingAddress }) {
  const { data: rules } = useQuery(addressRulesQuery(address.country));
  return rules ? <AddressLines rules={rules} address={address} /> : <span className="text-soft">{address.legal_name}</span>;
}
