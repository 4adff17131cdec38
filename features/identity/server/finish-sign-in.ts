import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { shownUserId } from "./session-hook.ts";

/** Where our handler, and nobody else, has better-auth begin the session of somebody who has shown a factor. */
export const finishPath = "/finish-sign-in";

export const finishSignIn = {
  id: "finish-sign-in",
  endpoints: {
    finishSignIn: createAuthEndpoint(finishPath, { method: "POST" }, async (context) => {
      const { internalAdapter } = context.context;
      const userId = shownUserId();
      const user = userId && (await internalAdapter.findUserById(userId));
      if (!user) throw new APIError("UNAUTHORIZED");
      const session = await internalAdapter.createSession(user.id);
      await setSessionCookie(context, { session, user });
      return context.json({ status: true });
    }),
  },
} satisfies BetterAuthPlugin;
