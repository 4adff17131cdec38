import { z } from "zod";
import { collatorOf } from "#access/collator.ts";
import { procedure } from "#access/operation.ts";
import { nameOfRole } from "#access/permissions.ts";
import { statusOf } from "#access/status.ts";
import { ensureMembership } from "#features/invitations/server/ensure-membership.ts";
import { organizationsOf } from "#features/organizations/server/list-organizations.ts";
import { Me } from "../contract.ts";

export const readMe = procedure({
  name: "me.read",
  summary: "Who is signed in, and the organizations they belong to.",
  scope: "account",
  kind: "read",
  input: z.object({}),
  output: Me,
  example: () => ({}),
  async run({ actor, platform, transaction, request }) {
    const read = () => transaction(({ db }) => organizationsOf(db, actor.id), "read");
    let rows = await read();
    let waitsFor: string | null = null;
    // Somebody whose sign-up broke off half-way gets their organization now.
    if (rows.length === 0) {
      waitsFor = await ensureMembership(platform, actor);
      rows = await read();
    }
    const { compare } = collatorOf(request);
    rows = rows.toSorted((one, other) => compareTimes(other.last_active_at, one.last_active_at) || compare(one.name, other.name));
    return {
      user: { id: actor.id, email: actor.label, name: actor.name, email_verified: actor.emailVerified },
      organizations: rows.map((row) => ({
        id: row.id,
        name: row.name,
        role: row.role,
        role_name: nameOfRole(row.role, row.role_name),
        status: statusOf(row),
      })),
      last_organization_id: rows[0]?.id ?? null,
      ...(waitsFor === null ? {} : { waits_for: waitsFor }),
    };
  },
});

/** ISO 8601 sorts as text. */
const compareTimes = (one: string, other: string) => Number(one > other) - Number(one < other);
