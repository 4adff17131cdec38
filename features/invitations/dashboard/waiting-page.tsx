import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { meQuery } from "#browser/api/session.ts";
import { UnconfirmedAddress } from "./invitation-dead-ends.tsx";

/** For whoever signed up by a link that was passed on by hand: in no organization yet, until the address is confirmed. */
export function WaitingPage() {
  const { data: me } = useQuery({ ...meQuery, refetchInterval: 10_000 });
  if (me === undefined) return null;
  if (me?.waits_for === undefined) return <Navigate to="/" replace />;
  return <UnconfirmedAddress organization={me.waits_for} email={me.user.email} />;
}
