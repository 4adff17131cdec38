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
import { formatAgo, formatDateTime } from "#browser/ui/format.ts";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { StatusBadge } from "#browser/ui/status-badge.tsx";
import type { Session } from "../contract.ts";
import { sessionsQuery } from "./account-queries.ts";
import { t } from "./messages.ts";

/** Where the user is signed in; every other place can be signed out, one by one or all at once. */
export function SessionList() {
  const sessions = useQuery(sessionsQuery);
  const end = useEndSessions();
  return (
    <Loaded query={sessions} failure={t("sessionList.failed")} skeleton={<SkeletonRows rows={2} />}>
      {(data) => {
        const others = data.filter(({ current }) => !current).length;
        return (
          <Card>
            <ul aria-label={t("sessionList.sessions")} className="divide-y">
              {data
                .toSorted((a, b) => Number(b.current) - Number(a.current))
                .map((session) => (
                  <SessionRow key={session.id} session={session} />
                ))}
            </ul>
            <CardFooter>
              {others === 0 ? t("sessionList.none") : `${t("sessionList.others", { count: others })}.`}
              {others > 0 && (
                <Button size="small" pending={end.isPending} onClick={() => end.mutate("others")}>
                  {t("sessionList.signOutOthers")}
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
            {session.current ? t("sessionList.activeNow") : t("sessionList.active", { ago: formatAgo(session.last_active_at) })}
          </time>
          {session.ip_address && ` · ${session.ip_address}`}
        </span>
      </span>
      {session.current ? (
        <StatusBadge tone="accent">{t("sessionList.thisOne")}</StatusBadge>
      ) : (
        <Button
          size="small"
          pending={end.isPending}
          aria-label={t("sessionList.signOutOf", { name })}
          onClick={() => end.mutate(session.id)}
        >
          {t("sessionList.signOut")}
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
