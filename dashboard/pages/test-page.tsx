import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { ApiError } from "#browser/api/api-error.ts";
import { api } from "#browser/api/api.ts";
import { Card } from "#browser/ui/card.tsx";
import { buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { ErrorState } from "#browser/ui/error-state.tsx";
import { Logo } from "#browser/ui/logo.tsx";
import { Skeleton } from "#browser/ui/skeleton.tsx";
import { OpenedTestPage } from "#features/agents/contract.ts";
import { InlineWidget } from "#features/conversations/dashboard/inline-widget.tsx";
import { t } from "./messages.ts";

/** An agent for anyone who has its secret link, signed in or not. The secret goes into bodies of requests and nowhere else. */
export function TestPage() {
  const { hash: secret } = useLocation();
  const opened = useQuery({
    queryKey: ["test-page", secret],
    enabled: secret !== "",
    queryFn: ({ signal }) => api("/v1/test-pages/open", OpenedTestPage, { method: "POST", body: { secret }, signal }),
  });
  if (secret === "" || isEnded(opened.error)) return <Ended />;
  if (opened.error) {
    return (
      <Frame title={t("testPage.testPage")}>
        <ErrorState failure={t("testPage.failed")} error={opened.error} onRetry={() => void opened.refetch()} />
      </Frame>
    );
  }
  return (
    <Frame
      title={opened.data ? t("testPage.try", { agent: opened.data.agent_name }) : t("testPage.testPage")}
      sentence={t("testPage.sentence")}
    >
      <Card className="h-[min(640px,calc(100dvh-180px))] min-h-96 overflow-hidden">
        {opened.data ? <InlineWidget agentId={opened.data.agent_id} start={{ test_page: secret }} /> : <Skeleton className="h-full" />}
      </Card>
    </Frame>
  );
}

function Ended() {
  return (
    <Frame title={t("testPage.ended")}>
      <EmptyState
        icon={Unlink}
        title={t("testPage.noLongerShared")}
        action={
          <a href="/" className={buttonClasses({ look: "primary" })}>
            {t("testPage.goToYour")}
          </a>
        }
      >
        {t("testPage.noLongerSharedSentence")}
      </EmptyState>
    </Frame>
  );
}

function Frame({ title, sentence, children }: { title: string; sentence?: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[552px] flex-col justify-center px-4 py-6">
      <title>{t("testPage.documentTitle", { title })}</title>
      <header className="mb-4 flex items-center gap-3">
        <Logo />
        <div className="min-w-0">
          <h1 className="truncate text-lg font-semibold">{title}</h1>
          {sentence && <p className="text-sm text-soft">{sentence}</p>}
        </div>
      </header>
      {children}
    </main>
  );
}

/** What is wrong with a secret is never said, only that it leads nowhere. */
const isEnded = (error: unknown) => error instanceof ApiError && (error.status === 404 || error.status === 422);
