import type { Feature } from "#access/feature.ts";
import { addressChanged } from "./server/address-changed.ts";
import { routes } from "./server/routes.ts";

/** Where an organization is billed: rules of countries, tax ids, VAT. */
export const addresses: Feature = {
  name: "addresses",
  routes,
  jobs: [addressChanged],
  nouns: [{ name: "billing_address", label: "Billing address" }],
  follows: { billing_address: "billing:read" },
  tables: {
    billing_addresses: {
      archive: {
        name: "billing_address",
        what: "The billing address; one line, or none.",
        columns: [
          "legal_name",
          "line1",
          "line2",
          "city",
          "region",
          "postal_code",
          "country",
          "tax_id",
          "tax_id_check",
          "tax_id_checked_at",
          "version",
          "updated_at",
        ],
        key: [],
      },
      counted: true,
    },
  },
};
