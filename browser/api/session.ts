import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { z } from "zod";
import { Installation } from "#features/identity/contract.ts";
import { Me } from "#features/accounts/contract.ts";
import { followLanguage } from "../chosen-language.ts";
import { api } from "./api.ts";

/**
 * Who is signed in and where they may go; null for nobody. better-auth is asked first: only its own answer extends
 * the session, and it says "nobody" without an error.
 */
export const meQuery = queryOptions({
  queryKey: ["me"],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    const session = await api("/api/auth/get-session", SessionAnswer.nullable(), { signal });
    followLanguage(session?.user?.language);
    return session && api("/v1/me", Me, { signal });
  },
});

const SessionAnswer = z.looseObject({ user: z.looseObject({ language: z.string().nullish() }).optional() });

/** How one may sign in here. */
export const installationQuery = queryOptions({
  queryKey: ["installation"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => api("/v1/installation", Installation, { signal }),
});

/** Whether this installation sells something. Where it does not, nothing on a page speaks of it; nor while that is not known. */
export function useIsSelling(): boolean {
  const { data } = useQuery(installationQuery);
  return data !== undefined && data.billing !== "off";
}

/** Whether mails leave this installation. Where they do not, people pass on what they would say. */
export function useIsMailing(): boolean {
  return useQuery(installationQuery).data?.mail === "smtp";
}

/** The signed-in user and their organizations, on pages that only they see. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  if (data === null) throw new Error("This page is for somebody who is signed in.");
  return data;
}
