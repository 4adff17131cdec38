import { z } from "zod";
import { displayName } from "#features/identity/contract/names.ts";
import { hostedPageFields } from "./contract/hosted-page.ts";
import { ChangeSettings, settingFields } from "./contract/settings.ts";

const AgentName = displayName("An agent");
const websiteLengthMax = 300;
const Website = z
  .string()
  .trim()
  .overwrite(asWebsite)
  .refine(isWebsite, "A website has the form https://www.example.com or https://*.example.com, without a path.");

export const Agent = z.object({
  id: z.string(),
  project_id: z.string(),
  name: z.string(),
  ...settingFields,
  published_version: z.number().describe("The number of the version whose settings these are, which answers visitors."),
  /** Websites whose visitors it answers, `https://*.example.com` for every subdomain; empty: any. */
  allowed_origins: z.array(z.string()),
  /** Beside those websites, pages that have no address on the web: apps and files. */
  allow_web_views: z.boolean(),
  ...hostedPageFields,
  requires_checks: z.boolean().describe("Whether its draft has to pass all checks of the project before it is published."),
  /** Whether a link to its test page is shared. */
  test_page: z.boolean(),
  created_by: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Agent = z.output<typeof Agent>;

export const CreateAgent = z.object({
  name: AgentName,
  ...ChangeSettings.shape,
  allowed_origins: z
    .array(Website)
    .max(50, "At most 50 websites.")
    .overwrite((websites) => [...new Set(websites)])
    .optional(),
  allow_web_views: z.boolean().optional(),
});
export type CreateAgent = z.input<typeof CreateAgent>;

/** Fields that are left out stay as they are. */
export const UpdateAgent = CreateAgent.partial().extend({
  ...z.object(hostedPageFields).partial().shape,
  requires_checks: z.boolean().optional(),
});
export type UpdateAgent = z.input<typeof UpdateAgent>;

/** What may answer here. `default` is what an agent without a model of its own uses; null: the built-in answerer. */
export const Models = z.object({
  default: z.string().nullable(),
  data: z.array(
    z.object({
      name: z.string(),
      provider: z.string(),
      provider_id: z.string().nullable().describe("Of the organization; null: of the installation."),
    }),
  ),
});
export type Models = z.output<typeof Models>;

/** The link to a hosted page that shows the agent to anyone who has it. Its secret is behind `#`, so no server logs it. */
export const TestPage = z.object({ url: z.string() });
export type TestPage = z.output<typeof TestPage>;

/** Since when there is a secret with which websites sign who their visitors are. */
export const IdentitySecret = z.object({ created_at: z.string().nullable() });
export type IdentitySecret = z.output<typeof IdentitySecret>;
export const NewIdentitySecret = z.object({ secret: z.string(), created_at: z.string() });
export type NewIdentitySecret = z.output<typeof NewIdentitySecret>;

export const OpenTestPage = z.object({ secret: z.string().min(1).max(200) });
export const OpenedTestPage = z.object({ agent_id: z.string(), agent_name: z.string() });
export type OpenedTestPage = z.output<typeof OpenedTestPage>;

/**
 * A website's origin as browsers name it: in lower case, an international name in its ASCII form, without the port that
 * goes without saying. Whatever else was typed stays as it is.
 */
export function asWebsite(text: string): string {
  return /^https?:\/\/[^\s/?#@\\%]+\/?$/i.test(text) ? (originOf(text) ?? text) : text;
}

/** `*` stands for subdomains alone, and only before a name of two parts or more. */
function isWebsite(text: string): boolean {
  if (originOf(text) !== text || text.length > websiteLengthMax || text.includes("%")) return false;
  const [, hostname = ""] = /^https?:\/\/([^:]+)(?::\d+)?$/.exec(text) ?? [];
  return !text.includes("*") || /^\*(\.[^.*]+){2,}$/.test(hostname);
}

/** Chromium writes a host's `*` as `%2A`, and Node does not. Null where there is no website. */
function originOf(text: string): string | null {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? url.origin.replaceAll("%2A", "*") : null;
}
