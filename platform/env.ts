import { isIP, isIPv6 } from "node:net";
import { z } from "zod";
import type { Allowed } from "./connector/check-url.ts";
import { readAllowed } from "./connector/read-allowed.ts";

/** Everything that configures a process. The only place that reads `process.env`. */
export type Env = {
  port: number;
  host: string;
  /** Public address without a trailing slash: links in mails, allowed origin, cookies. */
  appUrl: string;
  dataDir: string;
  databaseUrl: string | undefined;
  migrationDatabaseUrl: string | undefined;
  appSecret: string | undefined;
  /** The secret before it: what was sealed with that one is still read. */
  appSecretPrevious: string | undefined;
  operatorKey: string | undefined;
  /** APP_URL only where it was set. */
  appUrlAsSet: string | undefined;
  signUp: "open" | "invitation" | undefined;
  /** The day from which the operator asks everybody for a second factor, at the door of every organization. */
  secondFactorFrom: string | undefined;
  smtpUrl: string | undefined;
  /** Whether mail is sent only over TLS. */
  smtpRequiresTls: boolean;
  mailFrom: string;
  model: {
    baseUrl: string | undefined;
    apiKey: string | undefined;
    name: string | undefined;
    /** Further names that agents may use. */
    allowed: string[];
    anthropicKey: string | undefined;
    googleKey: string | undefined;
    ollamaUrl: string | undefined;
  };
  /** `off`: no encoder of our own. */
  embeddings: "on" | "off";
  /** The model of a provider that finds passages by meaning; a name alone is asked for at `baseUrl`, or at that of `model`. */
  embedding: { baseUrl: string | undefined; apiKey: string | undefined; name: string | undefined };
  /** What one answer may take, from question to end. */
  answerSecondsMax: number;
  google: { clientId: string; clientSecret: string } | undefined;
  /** The REST interface of VIES; VAT IDs are sent there only where it is set. */
  viesUrl: string | undefined;
  /** `from`: a number in E.164, a name of up to 11 characters, or a messaging service (`MG…`). */
  twilio: { accountSid: string; authToken: string; from: string; baseUrl: string } | undefined;
  /** `off`: nothing is sold here. `manual`: the operator issues invoices. */
  billing: "off" | "stripe" | "manual";
  /** Only where `billing` is `stripe`. */
  stripe: { secretKey: string; webhookSecret: string; apiUrl: string } | undefined;
  /** What one account and one organization may have where the operator set nothing else; 0: no limit. */
  caps: { organizations: number; projects: number; agents: number; storageBytes: number };
  rateLimit: boolean;
  /** Opens `/metrics`; without it only this machine may read them. */
  metricsToken: string | undefined;
  /** What websites and other addresses that tenants set may lead to although it is private: see platform/connector. */
  connectorAllow: Allowed;
  /** What one reading of a website can take, and how long is waited between two of its pages where `connectorAllow` names the host. */
  sites: { pagesMax: number; minutesMax: number; openedIntervalMs: number };
  /** Networks whose `X-Forwarded-For` is believed: address and prefix length. */
  trustedProxies: [address: string, prefix: number][];
  services: Set<"web" | "worker">;
  logLevel: string;
};

const optional = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

const address = (protocol: RegExp, example: string) =>
  optional.pipe(z.url({ protocol, error: `takes an address such as ${example}` }).optional());
const webAddress = address(/^https?$/, "https://example.com");
const databaseAddress = address(/^postgres(ql)?$/, "postgres://user:password@db.example.com/botcadence");

const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, `takes ${new Intl.ListFormat("en", { type: "disjunction" }).format(values)}`);

const number = (least: number, most: number) => {
  const error = `takes a whole number from ${least} to ${most}`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
};

/** A limit, as a whole number; an empty variable is an unset one. */
const cap = (standard: number) =>
  optional
    .transform((value) => value ?? String(standard))
    .pipe(z.string().regex(/^\d{1,15}$/, "takes a whole number, 0 for no limit"))
    .transform(Number);

const Variables = z.object({
  PORT: number(1, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  APP_URL: webAddress.refine(
    (url) => !url || /^https?:\/\/[^/?#@]+\/*$/.test(url),
    "takes scheme, host and port alone, such as https://chat.example.com",
  ),
  DATA_DIR: z
    .string()
    .regex(/^(?!~|.*\$\{?\w)/, "holds ~ or $, which only a shell expands. Write the whole path")
    .default("./data"),
  DATABASE_URL: databaseAddress,
  MIGRATION_DATABASE_URL: databaseAddress,
  APP_SECRET: optional.pipe(z.string().min(32, "takes 32 characters or more").optional()),
  APP_SECRET_PREVIOUS: optional.pipe(z.string().min(32, "takes 32 characters or more").optional()),
  OPERATOR_KEY: optional.pipe(
    z
      .string()
      .min(32, "takes 32 characters or more")
      .regex(/^[!-~]*$/, "takes letters, digits and signs, and no spaces")
      .optional(),
  ),
  SIGN_UP: optional.pipe(oneOf("open", "invitation").optional()),
  SECOND_FACTOR_FROM: optional.pipe(z.iso.date("takes a day such as 2027-01-31").optional()),
  SMTP_URL: address(/^smtps?$/, "smtp://user:password@mail.example.com:587"),
  SMTP_TLS: optional.pipe(oneOf("offered", "require").default("offered")),
  MAIL_FROM: z.string().default("Botcadence <no-reply@localhost>"),
  MODEL_BASE_URL: webAddress,
  MODEL_API_KEY: optional,
  MODEL_NAME: optional,
  MODELS_ALLOWED: z.string().default("").transform(readWords),
  ANTHROPIC_API_KEY: optional,
  GOOGLE_GENERATIVE_AI_API_KEY: optional,
  OLLAMA_BASE_URL: webAddress,
  EMBEDDINGS: oneOf("on", "off").default("on"),
  EMBEDDING_BASE_URL: webAddress,
  EMBEDDING_API_KEY: optional,
  EMBEDDING_MODEL: optional,
  ANSWER_SECONDS_MAX: number(1, 600).default(60),
  GOOGLE_CLIENT_ID: optional,
  GOOGLE_CLIENT_SECRET: optional,
  VIES_URL: webAddress,
  TWILIO_ACCOUNT_SID: optional.pipe(
    z
      .string()
      .regex(/^AC\w+$/, "An account's SID begins with AC.")
      .optional(),
  ),
  TWILIO_AUTH_TOKEN: optional,
  TWILIO_FROM: optional.pipe(
    z
      .string()
      .regex(
        /^(\+[1-9]\d{3,14}|MG[\da-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/,
        "A number such as +15005550006, a name of up to 11 letters and digits, or MG….",
      )
      .optional(),
  ),
  TWILIO_BASE_URL: webAddress,
  BILLING: oneOf("off", "stripe", "manual").default("off"),
  STRIPE_SECRET_KEY: optional,
  STRIPE_WEBHOOK_SECRET: optional,
  STRIPE_API_URL: webAddress,
  ORGANIZATIONS_PER_ACCOUNT: cap(20),
  PROJECTS_MAX: cap(200),
  AGENTS_MAX: cap(100),
  STORAGE_BYTES_MAX: cap(5_000_000_000),
  CONNECTOR_ALLOW: z.string().default("").transform(readHosts),
  SITE_PAGES_MAX: number(1, 100_000).default(2_000),
  SITE_MINUTES_MAX: number(1, 1_440).default(30),
  SITE_INTERVAL_MS: number(0, 60_000).default(500),
  TRUSTED_PROXIES: z.string().default("").transform(readNetworks),
  METRICS_TOKEN: optional.pipe(
    z
      .string()
      .min(16, "takes 16 characters or more")
      .regex(/^[!-~]*$/, "takes letters, digits and signs, and no spaces")
      .optional(),
  ),
  RATE_LIMIT: oneOf("on", "off").default("on"),
  LOG_LEVEL: oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent").default("info"),
});

/** Every variable that the process reads. */
export const variableNames: readonly string[] = Object.keys(Variables.shape);

/** Reads and checks the variables; throws one error that names each wrong one and what it takes. */
export function readEnv(source: NodeJS.ProcessEnv = process.env, argv: string[] = process.argv): Env {
  const parsed = Variables.safeParse(withoutEmpty(source));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The configuration is wrong:\n${lines.join("\n")}`);
  }
  const values = parsed.data;
  if (values.DATABASE_URL && !values.APP_SECRET) {
    throw new Error("APP_SECRET is required with DATABASE_URL: 32 characters or more, the same for every process.");
  }
  const twilio = [values.TWILIO_ACCOUNT_SID, values.TWILIO_AUTH_TOKEN, values.TWILIO_FROM];
  if (twilio.some(Boolean) && !twilio.every(Boolean)) {
    throw new Error("TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM go together: set all three, or none.");
  }
  if (values.BILLING === "stripe" && !(values.STRIPE_SECRET_KEY && values.STRIPE_WEBHOOK_SECRET)) {
    throw new Error("BILLING=stripe needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.");
  }
  return {
    port: values.PORT,
    host: values.HOST,
    appUrl: (values.APP_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ""),
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    migrationDatabaseUrl: values.MIGRATION_DATABASE_URL ?? values.DATABASE_URL,
    appSecret: values.APP_SECRET,
    appSecretPrevious: values.APP_SECRET_PREVIOUS,
    operatorKey: values.OPERATOR_KEY,
    appUrlAsSet: values.APP_URL?.replace(/\/+$/, ""),
    signUp: values.SIGN_UP,
    secondFactorFrom: values.SECOND_FACTOR_FROM,
    smtpUrl: values.SMTP_URL,
    smtpRequiresTls: values.SMTP_TLS === "require",
    mailFrom: values.MAIL_FROM,
    model: {
      baseUrl: values.MODEL_BASE_URL,
      apiKey: values.MODEL_API_KEY,
      name: values.MODEL_NAME,
      allowed: values.MODELS_ALLOWED,
      anthropicKey: values.ANTHROPIC_API_KEY,
      googleKey: values.GOOGLE_GENERATIVE_AI_API_KEY,
      ollamaUrl: values.OLLAMA_BASE_URL,
    },
    embeddings: values.EMBEDDINGS,
    embedding: {
      baseUrl: values.EMBEDDING_BASE_URL,
      apiKey: values.EMBEDDING_API_KEY,
      name: values.EMBEDDING_MODEL,
    },
    answerSecondsMax: values.ANSWER_SECONDS_MAX,
    google:
      values.GOOGLE_CLIENT_ID && values.GOOGLE_CLIENT_SECRET
        ? { clientId: values.GOOGLE_CLIENT_ID, clientSecret: values.GOOGLE_CLIENT_SECRET }
        : undefined,
    viesUrl: values.VIES_URL,
    twilio:
      values.TWILIO_ACCOUNT_SID && values.TWILIO_AUTH_TOKEN && values.TWILIO_FROM
        ? {
            accountSid: values.TWILIO_ACCOUNT_SID,
            authToken: values.TWILIO_AUTH_TOKEN,
            from: values.TWILIO_FROM,
            baseUrl: (values.TWILIO_BASE_URL ?? "https://api.twilio.com").replace(/\/+$/, ""),
          }
        : undefined,
    billing: values.BILLING,
    stripe:
      values.BILLING === "stripe"
        ? {
            secretKey: values.STRIPE_SECRET_KEY ?? "",
            webhookSecret: values.STRIPE_WEBHOOK_SECRET ?? "",
            apiUrl: (values.STRIPE_API_URL ?? "https://api.stripe.com").replace(/\/+$/, ""),
          }
        : undefined,
    connectorAllow: values.CONNECTOR_ALLOW,
    sites: { pagesMax: values.SITE_PAGES_MAX, minutesMax: values.SITE_MINUTES_MAX, openedIntervalMs: values.SITE_INTERVAL_MS },
    trustedProxies: values.TRUSTED_PROXIES,
    metricsToken: values.METRICS_TOKEN,
    caps: {
      organizations: values.ORGANIZATIONS_PER_ACCOUNT,
      projects: values.PROJECTS_MAX,
      agents: values.AGENTS_MAX,
      storageBytes: values.STORAGE_BYTES_MAX,
    },
    rateLimit: values.RATE_LIMIT === "on",
    services: readServices(argv),
    logLevel: values.LOG_LEVEL,
  };
}

/** A line such as `PORT=` in a file of settings leaves the variable unset. */
function withoutEmpty(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim())) as NodeJS.ProcessEnv;
}

/**
 * Where the embedded PostgreSQL is used, its address is ours alone: the driver would fill every gap in it from the
 * caller's PGPASSWORD, PGOPTIONS, PGSSLMODE and their like, which are meant for another server.
 */
export function forgetPostgresVariables(): void {
  for (const name of Object.keys(process.env)) if (/^PG[A-Z]+$/.test(name)) delete process.env[name];
}

function readServices(argv: string[]): Env["services"] {
  const option = argv.find((argument) => argument.startsWith("--services="));
  const names = option?.slice("--services=".length).split(",") ?? ["web", "worker"];
  return new Set(z.array(z.enum(["web", "worker"])).parse(names));
}

function readWords(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function readHosts(text: string, context: z.RefinementCtx): Allowed {
  const allowed = readAllowed(readWords(text));
  if (allowed) return allowed;
  context.addIssue({ code: "custom", message: "takes hosts with their ports, such as intranet.example.com:443,10.0.0.5:8080" });
  return z.NEVER;
}

function readNetworks(text: string, context: z.RefinementCtx): Env["trustedProxies"] {
  return readWords(text).map((word) => {
    const [address = "", prefix] = word.split("/");
    const longest = isIPv6(address) ? 128 : 32;
    const length = prefix === undefined ? longest : Number(prefix);
    if (isIP(address) === 0 || !Number.isInteger(length) || length < 0 || length > longest) {
      context.addIssue({ code: "custom", message: `"${word}" is not an address or network such as 10.0.0.0/8.` });
    }
    return [address, length];
  });
}
