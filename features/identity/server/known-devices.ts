import { createHmac, randomBytes } from "node:crypto";
import { cookieName, readCookie } from "#access/cookies.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { deriveKey, sameSecret } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";

/** 400 days, the longest that browsers keep a cookie. */
const lifeSeconds = 400 * 86_400;
const devicesMax = 50;

/** How long a browser that is remembered is asked for no second factor. */
const rememberedDays = 30;

/**
 * Browsers from which somebody has signed in, known by a signed cookie. One browser has one id for all who sign in there, and
 * each sign-in replaces it. A copy is worth nothing once a sign-in with the original has replaced it; where the copy is used
 * first, by signing in to any account, it is the original that is no longer known. All that a copy gives is tries of its own.
 */
export function createKnownDevices(platform: Platform) {
  const { env, appSecret } = platform;
  const sign = (id: string) => createHmac("sha256", deriveKey(appSecret, "known devices")).update(id).digest("base64url");

  function idIn(request: Request): string | null {
    const [id, signature] = readCookie(platform, request.headers.get("cookie"), "device")?.split(".") ?? [];
    return id && signature && sameSecret(sign(id), signature) ? id : null;
  }

  return {
    /** The accounts that ask this browser for no second factor, and when it was shown here. */
    async shownFactors(request: Request): Promise<Map<string, Date>> {
      const id = idIn(request);
      if (!id) return new Map();
      const { rows } = await leaveTenant(platform, "which accounts remember a second factor in a browser").identityPool.query(
        `select user_id, factor_at from known_devices where id = $1 and factor_at > now() - interval '${rememberedDays} days'`,
        [id],
      );
      return new Map(rows.map(({ user_id, factor_at }) => [user_id, new Date(factor_at)]));
    },

    /** The id of the browser, if the account of this address has signed in from it and was not signed out from elsewhere since. */
    async find(request: Request, email: string): Promise<string | null> {
      const id = idIn(request);
      if (!id) return null;
      const { rows } = await leaveTenant(platform, "whether an account knows a browser").identityPool.query(
        "select from known_devices d join users u on u.id = d.user_id where d.id = $1 and u.email = $2",
        [id, email],
      );
      return rows.length > 0 ? id : null;
    },

    /**
     * Makes the browser known to the account, under a new id that the answer sets.
     * @param device `factorShown`: whether the second factor, which was shown just now, is not to be asked for again here
     */
    async remember(
      request: Request,
      response: Response,
      { userId, sessionId, factorShown }: { userId: string; sessionId: string; factorShown: boolean },
    ): Promise<Response> {
      const id = randomBytes(18).toString("base64url");
      await leaveTenant(platform, "an account gets to know a browser").identityPool.query(
        `with others as (update known_devices set id = $1 where id = $2 and user_id <> $3),
           own as (delete from known_devices where id = $2 and user_id = $3 returning factor_at),
           oldest as (
             delete from known_devices where user_id = $3 and id in
               (select id from known_devices where user_id = $3 order by last_used_at desc offset ${devicesMax - 1})
           )
         insert into known_devices (id, user_id, session_id, factor_at)
           values ($1, $3, $4, case when $5 then now() else (select factor_at from own) end)`,
        [id, idIn(request), userId, sessionId, factorShown],
      );
      const known = new Response(response.body, response);
      const secure = env.appUrl.startsWith("https:") ? "; Secure" : "";
      known.headers.append(
        "set-cookie",
        `${cookieName(env.appUrl, "device")}=${id}.${sign(id)}; Path=/; Max-Age=${lifeSeconds}; HttpOnly; SameSite=Lax${secure}`,
      );
      return known;
    },
  };
}
