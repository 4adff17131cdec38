import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "#testing/free-port.ts";
import { readEnv } from "../env.ts";
import { hasMailbox, openMail, type Mailbox } from "./open.ts";
import { selfSigned } from "#testing/self-signed.ts";

const message = { to: "ann@example.com", subject: "Confirm your email address", text: "Übung macht den Meister.", html: "<p>Übung</p>" };

let port = 0;
let dataDir = "";
const received: { from: string; to: string[]; raw: string }[] = [];
const smtp = new SMTPServer({
  disabledCommands: ["STARTTLS"],
  onAuth: ({ username, password }, _session, done) =>
    done(username === "mailer" && password === "p@ss word" ? null : new Error("wrong password"), { user: username }),
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
      received.push({ from, to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() });
      done();
    });
  },
});

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "botcadence-mail-"));
  port = await freePort();
  await new Promise<void>((resolve) => smtp.listen(port, "127.0.0.1", resolve));
});
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
});

test("mail goes to the SMTP server that is configured, with its sender", async () => {
  const url = `smtp://mailer:${encodeURIComponent("p@ss word")}@127.0.0.1:${port}`;
  const mail = openMail(readEnv({ SMTP_URL: url, MAIL_FROM: "Botcadence <bot@agents.example>" }, []));
  expect(mail.mode).toBe("smtp");
  await mail.send(message);
  await mail.close();
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ from: "bot@agents.example", to: ["ann@example.com"] });
  expect(received[0]!.raw).toContain("Subject: Confirm your email address");
  // Absence notes and the like answer no such mail.
  expect(received[0]!.raw).toContain("Auto-Submitted: auto-generated");
});

test("a server that refuses is an error, not silence", async () => {
  const mail = openMail(readEnv({ SMTP_URL: `smtp://mailer:wrong@127.0.0.1:${port}` }, []));
  await expect(mail.send(message)).rejects.toThrow(/Invalid login/);
  await mail.close();
});

describe("with SMTP_TLS=require", () => {
  const open = (url: string) => openMail(readEnv({ SMTP_URL: url, SMTP_TLS: "require" }, []));

  test.each(["", "?ignoreTLS=true", "?requireTLS=false", "?opportunisticTLS=true"])(
    "nothing is said to a server without TLS, whatever its address adds: %j",
    async (query) => {
      const before = received.length;
      const mail = open(`smtp://mailer:${encodeURIComponent("p@ss word")}@127.0.0.1:${port}${query}`);
      await expect(mail.send(message)).rejects.toThrow(/STARTTLS|TLS/);
      await mail.close();
      expect(received).toHaveLength(before);
    },
  );

  test("mail goes to a server that offers it", async () => {
    const secure = new SMTPServer({
      authOptional: true,
      ...selfSigned,
      onData(stream, session, done) {
        stream.on("data", () => {});
        stream.on("end", () => {
          secured.push(session.secure);
          done();
        });
      },
    });
    const secured: boolean[] = [];
    const securePort = await freePort();
    await new Promise<void>((resolve) => secure.listen(securePort, "127.0.0.1", resolve));
    const mail = open(`smtp://127.0.0.1:${securePort}?tls.rejectUnauthorized=false`);
    await mail.send(message);
    await mail.close();
    await new Promise<void>((resolve) => secure.close(resolve));
    expect(secured).toEqual([true]);
  });
});

test("without a server mail goes to a mailbox on loopback that a restart keeps, newest first", async () => {
  const env = readEnv({ DATA_DIR: dataDir }, []);
  await openMail(env).send(message);
  await openMail(env).send({ ...message, subject: "Choose a new password" });
  const mailbox = openMail(env) as Mailbox;
  expect((await mailbox.list()).map(({ subject }) => subject)).toEqual(["Choose a new password", "Confirm your email address"]);
});

test.each([
  [{}, true],
  [{ HOST: "0.0.0.0" }, false],
  [{ APP_URL: "https://agents.example" }, false],
  [{ SMTP_URL: "smtp://mail.example" }, false],
])("with %j there is a mailbox: %s", (variables, exists) => {
  expect(hasMailbox(readEnv(variables, []))).toBe(exists);
});

test("where neither is to be had nothing is mailed", async () => {
  const mail = openMail(readEnv({ HOST: "0.0.0.0", APP_URL: "https://agents.example" }, []));
  expect(mail.mode).toBe("none");
  await mail.send(message);
});
