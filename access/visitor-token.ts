import { createHmac } from "node:crypto";
import { deriveKey, sameSecret } from "#platform/keys.ts";
import { isId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { VisitorActor } from "./actor.ts";
import { readOrganization } from "./scope.ts";
import type { OrganizationFacts } from "./status.ts";

type Bound = { organizationId: string; agentId: string; conversationId: string };

/** Where a visitor's page stands. A browser leaves the header out only where that page is our own. */
export function originOf(platform: Platform, header: string | null | undefined): string {
  return header ?? platform.env.appUrl;
}

/** `visitor.ORG.AGENT.CONVERSATION.SIGNATURE`; the signature covers the page's origin too. No row is needed to check it. */
export function mintVisitorToken(platform: Platform, bound: Bound, origin: string): string {
  return ["visitor", bound.organizationId, bound.agentId, bound.conversationId, sign(platform, bound, origin)].join(".");
}

/** Who holds the token, if it was minted by us for this origin; null otherwise. Its last use is the conversation's to check. */
export async function readVisitor(
  platform: Platform,
  token: string,
  origin: string,
): Promise<{ actor: VisitorActor; organization: OrganizationFacts } | null> {
  const [, organizationId = "", agentId = "", conversationId = "", signature = ""] = token.split(".");
  if (!isId("org", organizationId) || !isId("agt", agentId) || !isId("cnv", conversationId)) return null;
  const expected = sign(platform, { organizationId, agentId, conversationId }, origin);
  if (!sameSecret(signature, expected)) return null;
  const organization = await readOrganization(platform, organizationId);
  if (!organization) return null;
  return {
    actor: { type: "visitor", id: conversationId, label: "Visitor", agentId, conversationId, origin },
    organization,
  };
}

function sign(platform: Platform, bound: Bound, origin: string): string {
  const text = [bound.organizationId, bound.agentId, bound.conversationId, origin].join("\n");
  return createHmac("sha256", deriveKey(platform.appSecret, "visitors")).update(text).digest("base64url");
}
