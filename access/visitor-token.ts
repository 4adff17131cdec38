import { createHmac } from "node:crypto";
import { deriveKey, sameSecret } from "#platform/keys.ts";
import { isId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { Entry, VisitorActor } from "./actor.ts";
import { readOrganization } from "./scope.ts";
import type { OrganizationFacts } from "./status.ts";

/** What a visitor's token says. It stands for the conversation until a first message makes that a row. */
type Visit = { organizationId: string; agentId: string; conversationId: string; entry: Entry; begunAt: number };

/** `visitor.ORG.AGENT.CONVERSATION.ENTRY.BEGUN.SIGNATURE`; the signature covers the page's origin too. No row is needed to check it. */
export function mintVisitorToken(platform: Platform, visit: Visit, origin: string | null): string {
  return ["visitor", ...partsOf(visit), sign(platform, visit, origin)].join(".");
}

/**
 * Who holds the token, if it was minted by us for this origin; null otherwise. Its last use is the conversation's to check.
 *
 * @param origin as the request names it; a read from our own pages names none
 */
export async function readVisitor(
  platform: Platform,
  token: string,
  origin: string | null,
): Promise<{ actor: VisitorActor; organization: OrganizationFacts } | null> {
  const found = readVisit(platform, token, origin);
  const organization = found && (await readOrganization(platform, found.organizationId));
  if (!organization) return null;
  const { agentId, conversationId, entry, begunAt, boundOrigin } = found;
  return {
    actor: { type: "visitor", id: conversationId, label: "Visitor", agentId, conversationId, origin: boundOrigin, entry, begunAt },
    organization,
  };
}

/** What the token says, if it was minted by us for this origin, whether or not anything of it is still there. */
export function readVisit(
  platform: Pick<Platform, "appSecret" | "env">,
  token: string,
  origin: string | null,
): (Visit & { boundOrigin: string | null }) | null {
  const [, organizationId = "", agentId = "", conversationId = "", entry = "", begunAt = "", signature = ""] = token.split(".");
  if (!isId("org", organizationId) || !isId("agt", agentId) || !isId("cnv", conversationId) || !/^[1-9]\d*$/.test(begunAt)) return null;
  const visit: Visit = { organizationId, agentId, conversationId, entry: entry as Entry, begunAt: Number(begunAt) };
  const isBoundTo = (bound: string | null) => sameSecret(signature, sign(platform, visit, bound));
  if (origin === null && isBoundTo(platform.env.appUrl)) return { ...visit, boundOrigin: platform.env.appUrl };
  return isBoundTo(origin) ? { ...visit, boundOrigin: origin } : null;
}

const partsOf = ({ organizationId, agentId, conversationId, entry, begunAt }: Visit) => [
  organizationId,
  agentId,
  conversationId,
  entry,
  String(begunAt),
];

function sign(platform: Pick<Platform, "appSecret">, visit: Visit, origin: string | null): string {
  const text = [...partsOf(visit), origin ?? ""].join("\n");
  return createHmac("sha256", deriveKey(platform.appSecret, "visitors")).update(text).digest("base64url");
}
