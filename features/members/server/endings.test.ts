import { expect, test } from "vitest";
import { purgeOrganization } from "#features/organizations/server/purge-organization.ts";
import { useApp } from "#testing/app.ts";
import { call, createInvitation, createKey, createMember, createOrganization, type TestMember, type TestUser } from "#testing/factories.ts";

const target = useApp();

type Scene = { id: string; owner: TestUser; gone: TestMember };

/** Every way in which a membership ends. */
const ways: Record<string, (scene: Scene) => Promise<unknown>> = {
  "is removed": ({ id, owner, gone }) => succeed(owner, `DELETE /v1/organizations/${id}/members/${gone.membershipId}`),
  leaves: ({ id, gone }) => succeed(gone, `POST /v1/organizations/${id}/leave`),
  async "closes the account"({ gone }) {
    await succeed(gone, "DELETE /v1/me", {});
    const code = /\b\d{6}\b/.exec(target.mails.findLast(({ to }) => to === gone.email)!.text)![0];
    await succeed(gone, "DELETE /v1/me", { code });
  },
  "is in an organization that is purged": ({ id }) => purgeOrganization(target.platform, id, "operator"),
};

async function succeed(by: TestUser, line: string, body?: object): Promise<void> {
  expect((await call(target, by, line, body)).status, line).toBeLessThan(300);
}

test.each(Object.keys(ways))("whoever %s holds nothing there any more: no access, no API key, no open invitation", async (way) => {
  const { id, owner } = await createOrganization(target);
  const gone = await createMember(target, id, "admin");
  const { key } = await createKey(target, id, gone.id, ["member:list"]);
  const email = `invited.by.${gone.email}`;
  const token = await createInvitation(target, id, { email, inviter: gone });
  await ways[way]!({ id, owner, gone });

  expect((await call(target, gone, `GET /v1/organizations/${id}`)).status).toBe(way === "closes the account" ? 401 : 404);
  expect((await call(target, { key }, `GET /v1/organizations/${id}/members`)).status).toBe(401);
  const { rows } = await target.database.admin.query(
    "select (select count(*) from memberships where user_id = $1)::int as own, (select count(*) from api_keys where organization_id = $2)::int as keys",
    [gone.id, id],
  );
  expect(rows).toEqual([{ own: way === "closes the account" ? 0 : 1, keys: 0 }]);
  const link = await call<{ state: string }>(target, null, `GET /v1/invitations/${token}`);
  if (way === "is in an organization that is purged") return expect(link.status).toBe(404);
  expect(link.body.state).toBe("revoked");
  const pending = await call<{ total: number }>(target, owner, `GET /v1/organizations/${id}/invitations`);
  expect(pending.body.total).toBe(0);
  const log = await call<{ data: { target_label: string; before: object }[] }>(target, owner, `GET /v1/organizations/${id}/audit-entries`);
  expect(log.body.data.find(({ target_label }) => target_label === gone.email)).toMatchObject({
    before: { role: "admin", invitations: [email], api_keys: ["Importer"] },
  });
});
