import { useLocation } from "@tanstack/react-router";

/** Puts an invitation's token behind the `#` of the pages to sign in and up, where no server and no log sees it. */
export const invitationHash = (token: string) => `invitation=${token}`;

/** The token that a hash carries; null for any other. */
export function tokenInHash(hash: string): string | null {
  return /^#?invitation=([\w-]{22,})$/.exec(hash)?.[1] ?? null;
}

/** The invitation for which somebody signs in or up. */
export function useInvitationToken(): string | null {
  return useLocation({ select: ({ hash }) => tokenInHash(hash) });
}
