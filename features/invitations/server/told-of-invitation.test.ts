import { describe, expect, test } from "vitest";
import { sayDate } from "#platform/say-date.ts";
import { useApp } from "#testing/app.ts";
import { call, createInvitation, createMember, createOrganization } from "#testing/factories.ts";
import { runQueued } from "#testing/run-job.ts";
import type { InvitationView } from "../contract.ts";

const target = useApp();
const see = async (token: string, as: { cookie: string } | null = null, from = target) =>
  (await call<InvitationView>(from, as, `GET /v1/invitations/${token}`)).body;

test("whoever holds a mailed link is told the address in full, for sign-up to hold; by a copied one it is masked", async () => {
  const { id, owner } = await createOrganization(target, "Acme");
  const email = "jane@example.com";
  const mailed = await see(await createInvitation(target, id, { email, inviter: owner }));
  expect(mailed).toMatchObject({ organization: "Acme", email: "j…@example.com", address: email });
  const copied = await see(await createInvitation(target, id, { email: "lou@example.com", inviter: owner, mailed: false }));
  expect(copied).toMatchObject({ organization: "Acme", email: "l…@example.com" });
  expect(JSON.stringify(copied)).not.toContain("lou@example.com");
});

test("what is over tells no address", async () => {
  const { id, owner } = await createOrganization(target);
  const past = await see(await createInvitation(target, id, { email: "late@example.com", inviter: owner, expiresAt: new Date(0) }));
  expect(past.state).toBe("expired");
  expect(JSON.stringify(past)).not.toContain("late@example.com");
});

test("the mail says until when the link works", async () => {
  const { id, owner } = await createOrganization(target);
  const email = "until@example.com";
  await call(target, owner, `POST /v1/organizations/${id}/invitations`, { emails: [email], role: "member" });
  await runQueued(target, /^invitation\.mail$/);
  const { text } = target.mails.find(({ to }) => to === email)!;
  const { expires_at } = await see(/\/invitations\/([\w-]+)/.exec(text)![1]!);
  expect(text).toContain(`and works until ${sayDate(expires_at!)}.`);
});

test("a member who opens a link is told whether it is a colleague's or their own", async () => {
  const { id, owner } = await createOrganization(target);
  const member = await createMember(target, id, "viewer");
  const token = await createInvitation(target, id, { email: member.email, inviter: owner });
  expect(await see(token, member)).toMatchObject({ you: "member", organization_id: id });
  expect(await see(token, owner)).toMatchObject({ you: "colleague", organization_id: id });
});

describe("where no mail leaves the installation", () => {
  const silent = useApp({ variables: { APP_URL: "https://agents.example", HOST: "0.0.0.0" } });

  test("the link that is passed on is all there is, and tells the address", async () => {
    const { id, owner } = await createOrganization(silent);
    const token = await createInvitation(silent, id, { email: "handed@example.com", inviter: owner, mailed: false });
    expect(await see(token, null, silent)).toMatchObject({ address: "handed@example.com" });
  });
});
