import { errors, jwtVerify } from "jose";
import { z } from "zod";
import { invalid } from "#platform/errors.ts";

/** A token is for one page view; what lives longer could be copied and kept. */
const secondsMax = 600;
/** By which the clocks of a website and of this installation may differ. */
const toleranceSeconds = 30;

const Claims = z.object({
  // What cannot be stored as it is would make one of two.
  sub: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u),
  exp: z.number(),
  name: z.string().trim().max(200).optional().catch(undefined),
  email: z.email().max(254).optional().catch(undefined),
});

/** Whom a website vouches for: `subject` is its own name for them. */
export type Identity = { subject: string; name: string | null; email: string | null };

/**
 * Reads who a visitor is from a JWT that their website has signed (HS256) for this agent.
 *
 * @param secret the agent's; null: it has none
 * @throws AppError 422, with the reason for those who build the website
 */
export async function verifyIdentity(token: string, secret: string | null, agentId: string): Promise<Identity> {
  if (secret === null) throw refused("This agent's websites cannot sign who their visitors are: it has no secret for that.");
  const claims = Claims.safeParse(await payloadOf(token, secret, agentId));
  if (!claims.success) throw refused("The token has no `sub`, a text of 1 to 200 characters that can be printed.");
  const { sub, exp, name, email } = claims.data;
  if (exp > Date.now() / 1_000 + secondsMax + toleranceSeconds) throw refused("The token is valid for longer than 10 minutes.");
  const stored = (text: string | undefined) => text?.toWellFormed().replaceAll("\0", "") || null;
  return { subject: sub, name: stored(name), email: stored(email)?.toLowerCase() ?? null };
}

async function payloadOf(token: string, secret: string, agentId: string): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      audience: agentId,
      requiredClaims: ["exp", "sub"],
      clockTolerance: toleranceSeconds,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused("The token has expired.");
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud")
      throw refused("The token is for another agent: its `aud` is not this one's id.");
    if (error instanceof errors.JWTClaimValidationFailed) throw refused(`The token's \`${error.claim}\` is missing or wrong.`);
    throw refused("The token is not signed with this agent's secret (HS256).");
  }
}

const refused = (sentence: string) => invalid({ token: sentence });
