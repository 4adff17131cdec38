import type { Feature } from "#access/feature.ts";
import { factorWantedMail } from "./server/mails.ts";
import { remindOfFactors } from "./server/remind-of-factors.ts";
import { routes } from "./server/routes.ts";
import { tellMember } from "./server/tell-member.ts";
import { updateSecurity } from "./server/update-security.ts";

/** What an organization asks for at its own door. */
export const security: Feature = {
  name: "security",
  routes,
  jobs: [remindOfFactors, tellMember],
  nouns: [{ name: "security", label: "Security" }],
  tables: {
    security_policies: {
      archive: {
        name: "security",
        what: "From when on a second factor is asked for.",
        columns: ["second_factor_from", "version", "updated_at"],
        leftOut: { told_days: "Notices belong to this installation." },
        key: [],
      },
      counted: false,
    },
  },
  mails: {
    factorWantedMail: () =>
      [[], ["Importer", "Nightly sync"]].map((keys) =>
        factorWantedMail("ann@example.com", {
          organization: "Acme",
          from: "2026-03-01T00:00:00Z",
          keys,
          url: "https://botcadence.example/profile",
        }),
      ),
  },
  sample: async (perform, world) => {
    await perform(updateSecurity, updateSecurity.example(world));
    return {};
  },
};
