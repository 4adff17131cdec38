import { createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll } from "vitest";

export type GoogleProfile = { sub: string; email: string; email_verified: boolean; name: string };

/**
 * Google's token and key endpoints for one test file: every code is worth the profile that `willBe` named last. Other
 * addresses are fetched as ever.
 */
export function useGoogle(clientId: string): { willBe(profile: GoogleProfile): void } {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const real = globalThis.fetch;
  let profile: GoogleProfile | null = null;

  const answer = async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.host === "www.googleapis.com") {
      return Response.json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "test", alg: "RS256", use: "sig" }] });
    }
    if (url.host !== "oauth2.googleapis.com") return real(input, init);
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { iss: "https://accounts.google.com", aud: clientId, iat: seconds, exp: seconds + 300, ...profile };
    return Response.json({ access_token: "access", token_type: "Bearer", expires_in: 300, scope: "email profile", id_token: sign(claims) });
  };
  const sign = (claims: object) => {
    const [header, body] = [{ alg: "RS256", kid: "test", typ: "JWT" }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString("base64url"),
    );
    const signature = createSign("RSA-SHA256").update(`${header}.${body}`).sign(privateKey, "base64url");
    return `${header}.${body}.${signature}`;
  };

  beforeAll(() => {
    globalThis.fetch = answer;
  });
  afterAll(() => {
    globalThis.fetch = real;
  });
  return { willBe: (next) => void (profile = next) };
}
