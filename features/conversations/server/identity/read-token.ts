import { createHmac } from "node:crypto";
import { z } from "zod";
import { AppError } from "#platform/errors.ts";
import { sameSecret } from "#platform/keys.ts";

/** Who a website says that a visitor is. */
export type Identity = { subject: string; name: string | null; email: string | null };

const secondsMax = 600;
/** By so much the clocks of a website and of ours may differ. */
const secondsApart = 30;

const text = (lengthMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .refine((value) => value.isWellFormed() && !value.includes("\0"))
    .overwrite((value) => value.normalize("NFC"));
const Header = z.object({ alg: z.literal("HS256"), crit: z.never().optional() });
const Claims = z.object({
  sub: text(200),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
  name: text(200).nullish(),
  email: text(320).nullish(),
});

/**
 * Who a token names that was signed with the agent's secret, by HS256 and no other way.
 *
 * @throws AppError 403 with what is wrong, for those who make such tokens
 */
export function readToken(
  token: string,
  { agentId, secret, now = Date.now() }: { agentId: string; secret: string; now?: number },
): Identity {
  const [header = "", claims = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0 || !Header.safeParse(decode(header)).success) throw refused("This is no JSON Web Token that is signed with HS256.");
  const wanted = createHmac("sha256", secret).update(`${header}.${claims}`).digest("base64url");
  if (!sameSecret(signature, wanted)) throw refused("The token was not signed with the secret of this agent.");
  const { data } = Claims.safeParse(decode(claims));
  if (!data) throw refused("The token needs sub, aud and exp; sub, name and email are texts.");
  const { sub, aud, exp, nbf = 0, name, email } = data;
  if (![aud].flat().includes(agentId)) throw refused("The token's aud is not the id of this agent.");
  const seconds = now / 1000;
  if (exp <= seconds || nbf > seconds + secondsApart) throw refused("The token has ended, or has not begun.");
  if (exp > seconds + secondsMax + secondsApart) throw refused("The token ends more than ten minutes from now.");
  return { subject: sub, name: name ?? null, email: email ?? null };
}

export const refused = (why: string) => new AppError("forbidden", why);

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}
