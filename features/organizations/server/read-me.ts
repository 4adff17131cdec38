import { z } from "zod";
import { process } from "#access/operation.ts";
import { nameOfRole } from "#access/permissions.ts";
import { statusOf } from "#access/status.ts";
import { Me } from "../contract.ts";
import { ensureOrganization } from "./ensure-organization.ts";
import { organizationsOf } from "./list-organizations.ts";

export const readMe = process({
  name: "me.read",
  summary: "Who is signed in, and the organizations they belong to.",
  scope: "account",
  kind: "read",
  input: z.object({}),
  output: Me,
  example: () => ({}),
  async run({ actor, platform, transaction }) {
    const read = () => transaction(({ db }) => organizationsOf(db, actor.id), "read");
    let rows = await read();
    // Somebody whose sign-up broke off half-way gets his organization now.
    if (rows.length === 0) {
      await ensureOrganization(platform, { id: actor.id, email: actor.label });
      rows = await read();
    }
    const last = rows.toSorted((a, b) => (a.last_active_at < b.last_active_at ? 1 : -1))[0];
    return {
      user: { id: actor.id, email: actor.label, name: actor.name, email_verified: actor.emailVerified },
      organizations: rows.map((row) => ({
        id: row.id,
        name: row.name,
        role: row.role,
        role_name: nameOfRole(row.role, row.role_name),
        status: statusOf(row),
      })),
      last_organization_id: last?.id ?? null,
    };
  },
});
