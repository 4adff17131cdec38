import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { createPhoneNumber } from "./server/create-phone-number.ts";
import { routes } from "./server/routes.ts";

/** Telephone numbers of an organization. */
export const phoneNumbers: Feature = {
  name: "phone-numbers",
  routes,
  nouns: [{ name: "phone_number", label: "Phone numbers" }],
  follows: { phone_number: "organization:read" },
  tables: {
    phone_numbers: {
      archive: {
        name: "phone_numbers",
        what: "A phone number of the organization, as E.164.",
        columns: [
          "id",
          "number",
          "country",
          "label",
          "use",
          "primary",
          "default_sender",
          "verified_at",
          "created_by",
          "version",
          "created_at",
          "updated_at",
        ],
      },
      counted: true,
    },
    phone_verifications: { archive: "Codes that verify a phone number, for ten minutes.", counted: true },
  },
  sample: sampleOf(createPhoneNumber, "phone_number_id", { number: "+491701234567", use: ["contact", "sms"] }),
};
