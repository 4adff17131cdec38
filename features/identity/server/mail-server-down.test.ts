import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createUser } from "#testing/factories.ts";
import { freePort } from "#testing/free-port.ts";
import { makeResetLink } from "./make-reset-link.ts";

const port = await freePort();
const target = useApp({ sendsMail: true, worker: true, variables: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
const queued = async (state: string) => {
  const { rows } = await target.database.admin.query("select from jobs.job where name = 'account.mail' and state = $1", [state]);
  return rows.length;
};

test("while the mail server is down a password is changed at once, and its owner is told later", { timeout: 60_000 }, async () => {
  const user = await createUser(target);
  const token = new URL((await makeResetLink(target.platform, user.email))!).searchParams.get("token");
  const reset = await call(target, null, "POST /api/auth/reset-password", { token, newPassword: "Another horse 2" });
  expect(reset.status).toBe(200);
  await expect.poll(() => queued("retry"), { timeout: 20_000 }).toBe(1);

  const received: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      stream.resume();
      stream.on("end", () => {
        received.push(...session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, "127.0.0.1", resolve));
  try {
    await expect.poll(() => received, { timeout: 40_000 }).toEqual([user.email]);
  } finally {
    await new Promise<void>((resolve) => smtp.close(resolve));
  }
});
