import { expect, test } from "vitest";
import { mountRoutes } from "#access/router.ts";
import { createApp } from "#platform/http/server.ts";
import { useApp } from "#testing/app.ts";
import { call, createInvitation, createOrganization, createUser } from "#testing/factories.ts";
import type { InvitationOutcome } from "../../contract.ts";
import { routes } from "../routes.ts";

const target = useApp();

/** The same product, of which an organization has a number of seats. */
function withSeats(seats: number) {
  const app = createApp(target.platform, async () => true);
  const served = routes(async (db, organizationId) => {
    const { count } = await db
      .selectFrom("memberships")
      .select((of) => of.fn.countAll<number>().as("count"))
      .where("organization_id", "=", organizationId)
      .executeTakeFirstOrThrow();
    return Math.max(0, seats - count);
  });
  mountRoutes(app, target.platform, served, { contactOf: async () => null });
  return { ...target, app };
}

test("no more are invited than there are seats; a pending invitation keeps one", async () => {
  const { id, owner } = await createOrganization(target);
  const limited = withSeats(3);
  const invite = async (emails: string[]) =>
    (await call<{ data: InvitationOutcome[] }>(limited, owner, `POST /v1/organizations/${id}/invitations`, { emails, role: "viewer" })).body
      .data;
  expect(await invite(["one@example.com", "two@example.com", "three@example.com"])).toMatchObject([
    { outcome: "sent" },
    { outcome: "sent" },
    { outcome: "refused", reason: expect.stringContaining("No seat is left.") },
  ]);
  expect((await invite(["two@example.com", "three@example.com"])).map(({ outcome }) => outcome)).toEqual(["already_invited", "refused"]);
});

test("where no seat is left nobody joins, however simultaneously, and the link says why", async () => {
  const { id, owner } = await createOrganization(target);
  const limited = withSeats(2);
  const users = await Promise.all(Array.from({ length: 6 }, () => createUser(target)));
  const tokens = await Promise.all(users.map(({ email }) => createInvitation(target, id, { email, inviter: owner })));
  const answers = await Promise.all(users.map((user, i) => call(limited, user, `POST /v1/invitations/${tokens[i]}/accept`, {})));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
  const late = answers.findIndex(({ status }) => status === 409);
  expect((await call(limited, null, `GET /v1/invitations/${tokens[late]}`)).body.state).toBe("full");
  expect((await call(target, users[late]!, `POST /v1/invitations/${tokens[late]}/accept`, {})).status).toBe(200);
});
