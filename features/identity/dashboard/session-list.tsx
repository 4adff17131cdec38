import { useMutation, useQuery } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#browser/api/api.ts";
import { messageOf } from "#browser/api/api-error.ts";
import { useRefresh } from "#browser/api/use-refresh.ts";
import { Button } from "#browser/ui/button.tsx";
import { Card, CardFooter } from "#browser/ui/card.tsx";
import { deviceOf } from "#browser/ui/device.ts";
import { formatAgo, formatCount, formatDateTime } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import type { Session } from "../contract.ts";
import { sessionsQuery } from "./account-queries.ts";

/** Where the user is signed in; every other place can be signed out, one by one or all at once. */
export function SessionList() {
  const sessions = useQuery(sessionsQuery);
  const end = useEndSessions();
  return (
    <Loaded query={sessions} failure="Your sessions could not be loaded." skeleton={<SkeletonRows rows={2} />}>
      {(data) => {
        const others = data.filter(({ current }) => !current).length;
        return (
          <Card>
            <ul aria-label="Sessions" className="divide-y">
              {data
                .toSorted((a, b) => Number(b.current) - Number(a.current))
                .map((session) => (
                  <SessionRow key={session.id} session={session} />
                ))}
            </ul>
            <CardFooter>
              {others === 0 ? "You are signed in nowhere else." : `${formatCount(others, "other session")}.`}
              {others > 0 && (
                <Button size="small" pending={end.isPending} onClick={() => end.mutate("others")}>
                  Sign out all others
                </Button>
              )}
            </CardFooter>
          </Card>
        );
      }}
    </Loaded>
  );
}

function SessionRow({ session }: { session: Session }) {
  const { name, isHandheld } = deviceOf(session.user_agent);
  const end = useEndSessions();
  const Icon = isHandheld ? Smartphone : Monitor;
  return (
    <li className="flex min-h-14 items-center gap-3 px-5 py-2">
      <Icon aria-hidden className="size-5 shrink-0 text-soft" strokeWidth={1.5} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{name}</span>
        <span className="block text-sm text-soft">
          <time dateTime={session.last_active_at} title={formatDateTime(session.last_active_at)}>
            {session.current ? "Active now" : `Active ${formatAgo(session.last_active_at)}`}
          </time>
          {session.ip_address && ` · ${session.ip_address}`}
        </span>
      </span>
      {session.current ? (
        <StatusBadge tone="accent">This one</StatusBadge>
      ) : (
        <Button size="small" pending={end.isPending} aria-label={`Sign out ${name}`} onClick={() => end.mutate(session.id)}>
          Sign out
        </Button>
      )}
    </li>
  );
}

function useEndSessions() {
  const refresh = useRefresh(["me"]);
  return useMutation({
    mutationFn: (which: string) =>
      which === "others"
        ? api("/v1/me/sessions/revoke-others", z.null(), { method: "POST" })
        : api(`/v1/me/sessions/${encodeURIComponent(which)}`, z.null(), { method: "DELETE" }),
    onError: (error) => toast.error(messageOf(error)),
    // What ended is in the account log too.
    onSettled: refresh,
  });
}
