import { sql } from "kysely";
import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { handedOverMail, ownershipCodeMail, receivedOwnershipMail } from "./server/mails.ts";
import { createRole } from "./server/roles/create-role.ts";
import { routes } from "./server/routes.ts";
import { tellOwnership } from "./server/tell-ownership.ts";

const to = "ann@example.com";
const organization = "Acme";
const ownership = { to, other: "Ben Baker", organization, url: "https://botcadence.example/there" };

/** Who belongs to an organization, and as what. */
export const members: Feature = {
  name: "members",
  routes,
  jobs: [tellOwnership],
  nouns: [
    { name: "member", label: "Members" },
    { name: "role", label: "Roles" },
  ],
  follows: { membership: "member:list", role: "member:list" },
  tables: {
    memberships: {
      archive: {
        name: "members",
        what: "A member of the organization, with their role.",
        columns: ["id", "user_id", "role", "created_at", "last_active_at"],
        leftOut: { custom_role_id: "Derived from `role`, which is exported." },
        joined: {
          user_email: sql`(select email from users where users.id = memberships.user_id)`,
          user_name: sql`(select name from users where users.id = memberships.user_id)`,
        },
      },
      counted: "member",
    },
    custom_roles: {
      archive: {
        name: "roles",
        what: "A role that the organization created, and its permissions.",
        columns: ["id", "name", "description", "permissions", "created_by", "version", "created_at", "updated_at"],
      },
      counted: true,
    },
  },
  mails: {
    ownershipCodeMail: () => [ownershipCodeMail({ to, organization, newOwner: "Ben Baker", code: "123456" })],
    handedOverMail: () => [handedOverMail(ownership)],
    receivedOwnershipMail: () => [receivedOwnershipMail(ownership)],
  },
  sample: sampleOf(createRole, "role_id", { name: "Sample", permissions: ["project:read", "conversation:read"] }),
};
