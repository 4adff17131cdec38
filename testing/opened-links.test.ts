import { expect, test } from "vitest";
import { findUnseen } from "#features/chat-links/server/find-unseen.ts";
import { features } from "#features/index.ts";
import type { Message } from "#platform/mail/mail.ts";
import { testAppUrl, useApp } from "./app.ts";
import {
  call,
  createAgent,
  createInvitation,
  createOrganization,
  createProject,
  createUser,
  startConversation,
  type TestOrganization,
} from "./factories.ts";
import { runQueued } from "./run-job.ts";
import { callAsVisitor } from "./visitor.ts";

/**
 * Programs that look for harm in mails open every link in them. So mails with one-time links are brought about, every link
 * of them is opened, by nobody and in the account's own session, and the whole database is compared.
 */
const target = useApp();
const password = "Correct horse 1";
const sql = async <Row>(text: string, values: unknown[] = []) => (await target.database.admin.query(text, values)).rows as Row[];

/** Mails whose link leads to a page that everybody has, and holds nothing of its own, or that have none. */
const withoutToken = [
  "ownershipCodeMail",
  "handedOverMail",
  "receivedOwnershipMail",
  "deletionMail",
  "closingCodeMail",
  "closedMail",
  "readyMail",
  "waitingMail",
  "addressCodeMail",
  "factorCodeMail",
  "factorsChangedMail",
  "factorWantedMail",
  "passwordChangedMail",
  "budgetMail",
  "invoiceMail",
];

test("no link of any mail changes anything when it is opened", { timeout: 60_000 }, async () => {
  const { cookie, confirmation } = await causeMails();
  const subjects = new Set(target.mails.map(({ subject }) => subject));
  for (const [name, compose] of features.flatMap(({ mails = {} }) => Object.entries(mails))) {
    if (!withoutToken.includes(name)) expect(subjects, name).toContain(compose()[0]!.subject);
  }

  const links = new Set(target.mails.flatMap(linksOf));
  expect(links.size).toBeGreaterThan(6);
  const before = await snapshot();
  for (const path of [...links].flatMap(behind)) {
    for (const session of ["", cookie]) {
      for (const method of ["GET", "HEAD"]) {
        const response = await target.app.request(path, { method, headers: { cookie: session, accept: "text/html,*/*" } });
        await response.body?.cancel();
        expect(response.status, path).toBeLessThan(500);
      }
    }
  }
  expect(await snapshot()).toEqual(before);

  // The same links are good, and what they do would have been seen.
  expect((await post("/verify-email", { token: confirmation }, cookie)).status).toBe(200);
  expect(await snapshot()).not.toEqual(before);
});

/** One of each mail. Answers the session of the account that most of them are for, and the token that confirms its address. */
async function causeMails(): Promise<{ cookie: string; confirmation: string }> {
  const { id, owner } = await createOrganization(target);
  const changes = await post("/sign-up/email", { email: "moves@example.com", password, name: "Ann" });
  await post("/change-email", { newEmail: "moved@example.com", password }, changes.cookie);
  await runQueued(target, /mail/);
  await post("/verify-email", { token: tokenTo("moved@example.com") }, changes.cookie);

  const email = "ann@example.com";
  const { cookie } = await post("/sign-up/email", { email, password, name: "Ann" });
  await runQueued(target, /mail/);
  const confirmation = tokenTo(email);
  await post("/request-password-reset", { email });
  await post("/change-email", { newEmail: "next@example.com", password }, cookie);
  await post("/sign-up/email", { email: (await createUser(target)).email, password, name: "Ben" });
  await call(target, owner, `POST /v1/organizations/${id}/invitations`, { emails: [email, "new@example.com"], role: "member" });
  const late = await createInvitation(target, id, { email: "late@example.com", inviter: owner, expiresAt: new Date(0) });
  await call(target, null, `POST /v1/invitations/${late}/ask`, {});
  await leaveUnseen(owner, id);
  await runQueued(target, /mail|tell/);
  return { cookie, confirmation };
}

/** A visitor who is gone when a person writes to them. */
async function leaveUnseen(owner: TestOrganization["owner"], id: string): Promise<void> {
  const project = await createProject(target, id, owner.id);
  const visit = await startConversation(target, await createAgent(target, { id, owner }, project));
  await callAsVisitor(target, visit, "POST /handover", {});
  await callAsVisitor(target, visit, "PATCH /lead", { email: "visitor@example.com" });
  const path = `/v1/organizations/${id}/projects/${project}/conversations/${visit.conversation_id}`;
  await call(target, owner, `POST ${path}/take-over`);
  await call(target, owner, `POST ${path}/messages`, { text: "Yes, in blue." });
  await sql("update conversations set reply_unseen_since = now() - interval '2 minutes', last_used_at = now() - interval '2 minutes'");
  await findUnseen.run({ platform: target.platform, log: target.platform.log, signal: AbortSignal.timeout(10_000) });
}

const tokenTo = (email: string) => /token=([\w-]+)/.exec(target.mails.findLast(({ to }) => to === email)!.text)![1]!;

async function post(path: string, body: object, cookie = "") {
  const headers = { "content-type": "application/json", origin: testAppUrl, cookie };
  const response = await target.app.request(`/api/auth${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { status: response.status, cookie: cookies.join("; ") };
}

const linksOf = ({ text, html }: Message) =>
  [...`${text} ${html}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([link]) => link.replaceAll("&#38;", "&"));

/** A link, what its page asks for, and where better-auth's own links would lead. */
function behind(link: string): string[] {
  const { pathname, search, searchParams } = new URL(link);
  const token = searchParams.get("token") ?? /^\/invitations\/([\w-]+)/.exec(pathname)?.[1];
  if (!token) return [pathname + search];
  return [
    pathname + search,
    `/api/auth/account-link?token=${token}`,
    `/v1/invitations/${token}`,
    `/api/auth/verify-email?token=${token}&callbackURL=%2F`,
    `/api/auth/reset-password/${token}?callbackURL=%2F`,
    `/api/auth/delete-user/callback?token=${token}`,
  ];
}

/** Every row of every table, without the times at which somebody was last seen. */
async function snapshot(): Promise<Record<string, unknown>> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind = 'r' or c.relname = 'job_common' order by 1`,
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    const seen = name === "app.sessions" ? ["updated_at", "expires_at"] : ["last_active_at"];
    rows[name] = (await sql(`select to_jsonb(t) - $1::text[] as row from ${name} t order by 1`, [seen])).map((found) =>
      JSON.stringify(found),
    );
  }
  return rows;
}
