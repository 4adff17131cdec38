import { createHmac } from "node:crypto";
import { deriveKey, sameSecret } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import type { Identity } from "./read-token.ts";

/** A website's token lasts ten minutes, and the first message may come later: until then a pass of ours says the same. */
export function mintPass(platform: Pick<Platform, "appSecret">, conversationId: string, { subject, name, email }: Identity): string {
  const said = Buffer.from(JSON.stringify([subject, name, email])).toString("base64url");
  return `${said}.${sign(platform, conversationId, said)}`;
}

/** Null where it is not ours, or of another conversation. */
export function readPass(platform: Pick<Platform, "appSecret">, conversationId: string, pass: string): Identity | null {
  const [said = "", signature = ""] = pass.split(".");
  if (!sameSecret(signature, sign(platform, conversationId, said))) return null;
  const [subject, name, email] = JSON.parse(Buffer.from(said, "base64url").toString()) as [string, string | null, string | null];
  return { subject, name, email };
}

function sign({ appSecret }: Pick<Platform, "appSecret">, conversationId: string, said: string): string {
  return createHmac("sha256", deriveKey(appSecret, "verified visitors")).update(`${conversationId}\n${said}`).digest("base64url");
}
