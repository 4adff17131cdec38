// `npm run dev`: the server, restarted when its files change, behind Vite's dev server; one address for both.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { startStripeServer } from "#testing/stripe/server.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const port = Number(process.env.PORT ?? 3000);
const serverPort = port + 1;
const appUrl = process.env.APP_URL ?? `http://localhost:${port}`;

// Without a key of one's own, Stripe is a stand-in beside the server. It keeps what it holds beside the database.
const stripe =
  process.env.BILLING === "stripe" && !process.env.STRIPE_SECRET_KEY
    ? await startStripeServer({ port: port + 2, webhookUrl: `http://127.0.0.1:${serverPort}/webhooks/stripe` })
    : null;
const dataDir = process.env.DATA_DIR ?? "data";
const accountFile = join(dataDir, "stripe-stand-in");
if (stripe) {
  if (existsSync(accountFile)) stripe.account.fromBytes(readFileSync(accountFile));
  process.on("exit", () => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(accountFile, stripe.account.toBytes());
  });
}

const server = spawn(process.execPath, ["--watch", "--watch-preserve-output", "main.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, ...stripe?.variables, PORT: String(serverPort), APP_URL: appUrl },
});
server.on("exit", (code) => process.exit(code ?? 0));

const target = `http://127.0.0.1:${serverPort}`;
// `/api` alone is a folder of the dashboard's, whose modules Vite serves.
const served = "/api/auth /v1 /dev /widget /webhooks /docs /openapi.json /llms.txt /healthz /readyz /metrics".split(" ");
const vite = await createServer({
  configFile: `${root}dashboard/vite.config.ts`,
  // `^/v1(/|$)`: a page's own modules begin with other words and stay with Vite.
  server: { port, strictPort: true, proxy: Object.fromEntries(served.map((path) => [`^${path}([/.?]|$)`, { target, ws: false }])) },
});
await vite.listen();
console.log(`Dashboard with live reload at ${appUrl}`);
if (stripe) console.log(`Stripe is a stand-in at ${stripe.variables.STRIPE_API_URL}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    server.kill(signal);
    void vite.close();
  });
}
