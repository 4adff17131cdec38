import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, type TestMember } from "#testing/factories.ts";
import { ownerRaces, type RacingOwner } from "#testing/owner-races.ts";

const target = useApp();
const rounds = 30;

test.each(Object.entries(ownerRaces))("%s at once leaves an Owner, and no act fails in another way", async (_name, race) => {
  for (let round = 0; round < rounds; round += 1) {
    const { id, owner } = await createOrganization(target);
    const second = await createMember(target, id, "owner");
    const acts = await race(asRacing(id, owner), asRacing(id, second));
    const statuses = await Promise.all(acts.map((act) => act()));
    expect(await ownersOf(id), statuses.join(", ")).toBeGreaterThan(0);
    expect(statuses.filter((status) => status < 300).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => ![200, 204, 401, 403, 404, 409, 422].includes(status))).toEqual([]);
  }
});

function asRacing(organizationId: string, user: TestMember): RacingOwner {
  const path = `/v1/organizations/${organizationId}`;
  const send = async (line: string, body?: object) => (await call(target, user, line.replace(" ", ` ${path}`), body)).status;
  return {
    membershipId: user.membershipId,
    send,
    async confirm(membershipId) {
      expect(await send("POST /transfer", { membership_id: membershipId })).toBe(202);
      return { code: codeTo(user) };
    },
    async prepareClosing() {
      expect((await call(target, user, "DELETE /v1/me", {})).status).toBe(202);
      const code = codeTo(user);
      return async () => (await call(target, user, "DELETE /v1/me", { code })).status;
    },
  };
}

const codeTo = (user: TestMember) => /\d{6}/.exec(target.mails.findLast((mail) => mail.to === user.email)!.text)![0];

async function ownersOf(organizationId: string): Promise<number> {
  const { rows } = await target.database.admin.query(
    "select count(*)::int as count from memberships where organization_id = $1 and role = 'owner'",
    [organizationId],
  );
  return rows[0].count;
}
