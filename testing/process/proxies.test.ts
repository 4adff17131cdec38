import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request, type RequestOptions } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { startModelServer } from "#testing/model-server.ts";
import { freePort } from "#testing/free-port.ts";
import { makeCertificates } from "./certificates.ts";
import { cleanUp, eventually, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

const host = "chat.example.com";
const metricsToken = "a-token-of-this-test";
const docs = readFileSync(new URL("../../docs/production.md", import.meta.url), "utf8");

afterAll(cleanUp);

type Ports = { proxy: number; app: number };

/** How each is started with the configuration that the page of the docs shows, on other ports and with our certificate. */
const proxies = {
  nginx(folder: string, { proxy, app }: Ports, plain: number) {
    const site = shown("nginx")
      .replaceAll(/^ *listen \[::\].*\n/gm, "")
      .replace("listen 80;", `listen 127.0.0.1:${plain};`)
      .replace("listen 443 ", `listen 127.0.0.1:${proxy} `)
      .replace(/ssl_certificate .*;/, `ssl_certificate ${folder}/server.pem;`)
      .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${folder}/server.key;`)
      .replace("127.0.0.1:3000;\n        proxy_http", `127.0.0.1:${app};\n        proxy_http`);
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
    const user = process.getuid?.() === 0 ? "user root;" : "";
    const around = `${user} daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${paths}\n${site}\n}`;
    writeFileSync(join(folder, "nginx.conf"), around);
    return ["nginx", "-c", join(folder, "nginx.conf"), "-p", folder];
  },
  caddy(folder: string, { proxy, app }: Ports) {
    const site = shown("caddyfile")
      .replace(`${host} {`, `https://${host}:${proxy} {\n\tbind 127.0.0.1\n\ttls ${folder}/server.pem ${folder}/server.key\n`)
      .replace("reverse_proxy 127.0.0.1:3000", `reverse_proxy 127.0.0.1:${app}`);
    writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
    return ["caddy", "run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
  },
};

describe.each(["nginx", "caddy"] as const)("behind %s, as the documentation configures it,", (name) => {
  test("people sign up, upload 10 MB, and see answers word by word", { timeout: 120_000 }, async (context) => {
    if (!isThere(name)) return context.skip(`${name} is missing`);
    const folder = mkdtempSync(join(tmpdir(), "botcadence-proxy-"));
    if (!makeCertificates(folder, host)) return context.skip("openssl is missing, which makes the certificate");
    const ports = { proxy: await freePort(), app: await freePort() };
    const appUrl = `https://${host}:${ports.proxy}`;
    const model = await startModelServer();
    const server = await startServer({
      dataDir: await makeStartedDataDir(),
      variables: {
        PORT: String(ports.app),
        APP_URL: appUrl,
        METRICS_TOKEN: metricsToken,
        MODEL_BASE_URL: model.url,
        MODEL_NAME: "local-small",
      },
    });
    const [program = "", ...words] = proxies[name](folder, ports, await freePort());
    const proxy = spawn(program, words, { env: { PATH: process.env.PATH, HOME: folder }, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [proxy.stdout, proxy.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const send = (line: string, body?: object | Buffer, headers: Record<string, string> = {}) =>
      sendThrough({ port: ports.proxy, ca: readFileSync(join(folder, "ca.pem")) }, line, body, { origin: appUrl, ...headers });
    try {
      expect(await eventually(async () => (await send("GET /readyz").catch(() => null))?.status === 200), said).toBe(true);

      const signedUp = await send("POST /api/auth/sign-up/email", { email: "ann@example.com", password: "Correct horse 1", name: "Ann" });
      expect([signedUp.status, signedUp.headers["strict-transport-security"]]).toEqual([200, "max-age=31536000"]);
      const session = signedUp.headers["set-cookie"]?.find((cookie) => cookie.startsWith("__Host-")) ?? "";
      expect(session).toMatch(/; Secure/);
      const cookie = { cookie: session.split(";")[0]! };
      const { organizations } = (await send("GET /v1/me", undefined, cookie)).json();
      const at = `/v1/organizations/${organizations[0].id}`;

      const { id: project } = (await send(`POST ${at}/projects`, { name: "Shop" }, cookie)).json();
      const boundary = "a-boundary-of-this-test";
      const file = Buffer.from("Delivery costs 4.90 euros.\n".padEnd(10_000_000, "\n"));
      const upload = await send(`POST ${at}/projects/${project}/sources/files`, multipart(boundary, file), {
        ...cookie,
        "content-type": `multipart/form-data; boundary=${boundary}`,
      });
      expect([upload.status, upload.json().data[0]]).toEqual([
        202,
        expect.objectContaining({ size_bytes: 10_000_000, status: "processing", error: null }),
      ]);

      const { id: agent } = (await send(`POST ${at}/projects/${project}/agents`, { name: "Helper" }, cookie)).json();
      const visit = (await send(`POST /widget/v1/agents/${agent}/conversations`, {})).json();
      const asked = (text: string) =>
        send(
          `POST /widget/v1/conversations/${visit.conversation_id}/messages`,
          { text },
          { authorization: `Bearer ${visit.visitor_token}` },
        );
      // A model's first answer comes as one.
      await asked("Hello?");
      model.script({ text: ["One ", "two ", "three ", "four ", "five."], delayMs: 200 });
      const answer = await asked("Count.");
      const when = (mark: string) => answer.chunks.find(({ text }) => text.includes(mark))?.at ?? Number.NaN;
      expect(answer.text()).toContain("event: done");
      // Collected by the proxy they would all come at once.
      expect(when("five") - when("One")).toBeGreaterThan(400);

      const again = async (times: number, line: string, body: object | Buffer) => {
        const statuses: number[] = [];
        for (let time = 0; time < times; time++) {
          // A stranger may learn of the end before the answer; what matters is what others get.
          const answered = await send(line, body, { ...cookie, "content-type": "application/json" }).catch(() => null);
          if (answered) statuses.push(answered.status);
        }
        return statuses;
      };
      const [projects] = await Promise.all([
        again(60, `POST ${at}/projects`, { name: "Shop" }),
        ...[300_000, 1_200_000].map((bytes) => again(20, "POST /v1/nothing", Buffer.alloc(bytes, "x"))),
      ]);
      expect(projects).toEqual(Array.from({ length: 60 }, () => 201));

      const own = await fetch(`http://127.0.0.1:${ports.app}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
      expect(own.status).toBe(200);
      expect((await send("GET /metrics", undefined, { authorization: `Bearer ${metricsToken}` })).status).toBe(404);
      expect(server.output()).not.toContain("come without X-Forwarded-For");
    } finally {
      await Promise.all([end(proxy), server.stop(), model.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The configuration that the page shows in this language. */
const shown = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(docs)![1]!;

function isThere(program: string): boolean {
  try {
    execFileSync(program, [program === "nginx" ? "-v" : "version"], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

function multipart(boundary: string, file: Buffer): Buffer {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="large.txt"\r\nContent-Type: text/plain\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

/** One request to the public name, which leads to this machine; each chunk of the answer with when it came. */
async function sendThrough(
  { port, ca }: { port: number; ca: Buffer },
  line: string,
  body: object | undefined,
  headers: Record<string, string>,
) {
  const [method = "GET", path = "/"] = line.split(" ");
  const sent = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const options: RequestOptions = {
    host: "127.0.0.1",
    port,
    servername: host,
    ca,
    method,
    path,
    agent: false,
    headers: {
      host: `${host}:${port}`,
      ...(sent ? { "content-type": "application/json", "content-length": sent.length } : {}),
      ...headers,
    },
  };
  const asked = request(options).end(sent);
  const [response] = await once(asked, "response");
  const chunks: { at: number; text: string }[] = [];
  for await (const chunk of response) chunks.push({ at: performance.now(), text: String(chunk) });
  const text = () => chunks.map((chunk) => chunk.text).join("");
  return {
    status: response.statusCode as number,
    headers: response.headers as Record<string, string> & { "set-cookie"?: string[] },
    chunks,
    text,
    json: () => JSON.parse(text()),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
