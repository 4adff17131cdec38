import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { Session, SignInMethod } from "../contract.ts";

/** Where the user is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: async ({ signal }) => (await api("/v1/me/sessions", z.object({ data: z.array(Session) }), { signal })).data,
});

/** How the user can sign in. */
export const signInMethodsQuery = queryOptions({
  queryKey: ["me", "sign-in-methods"],
  queryFn: async ({ signal }) => (await api("/v1/me/sign-in-methods", z.object({ data: z.array(SignInMethod) }), { signal })).data,
});
