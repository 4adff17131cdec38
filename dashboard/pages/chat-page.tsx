import { useMutation } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { MessageSquareText, Unlink, type LucideIcon } from "lucide-react";
import { useState, type ReactNode } from "react";
import { z } from "zod";
import { ApiError, messageOf } from "#browser/api/api-error.ts";
import { api } from "#browser/api/api.ts";
import { Button, buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { OpenedChatLink } from "#features/chat-links/contract.ts";
import { InlineWidget } from "#features/conversations/dashboard/inline-widget.tsx";
import { websiteName } from "#features/conversations/dashboard/place-of.ts";
import { keepChat, keptChat, type KeptChat } from "./kept-chats.ts";
import { t } from "./messages.ts";

/**
 * A visitor's chat on a page of its own, by the link that was mailed to them. Nothing happens until they ask for it, since
 * programs that look into mails open every link. This browser keeps what the link was traded for.
 */
export function ChatPage() {
  const { hash: secret } = useLocation();
  return <ChatByLink key={secret} secret={secret} />;
}

function ChatByLink({ secret }: { secret: string }) {
  const [chat, setChat] = useState(() => keptChat(secret));
  const opening = useMutation({
    mutationFn: () => api("/v1/chat-links/open", OpenedChatLink, { method: "POST", body: { secret } }),
    onSuccess(opened) {
      if (opened.state !== "open") return;
      keepChat(secret, opened);
      setChat(opened);
    },
  });
  if (chat) return <FullPageChat chat={chat} />;
  const { data: opened, error } = opening;
  if (secret === "" || isUnknown(error))
    return <Notice icon={Unlink} title={t("chatPage.unknown")} sentence={t("chatPage.unknownSentence")} />;
  if (opened && opened.state !== "open") return <Over secret={secret} {...opened} />;
  return (
    <Notice icon={MessageSquareText} title={t("chatPage.continue")} sentence={t("chatPage.continueSentence")}>
      <Button look="primary" pending={opening.isPending} onClick={() => opening.mutate()}>
        {t("chatPage.open")}
      </Button>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {error && `${t("chatPage.failed")} ${messageOf(error)}`}
      </p>
    </Notice>
  );
}

/** The widget's own panel, as large as the page lets it be. */
function FullPageChat({ chat: { agent_id, agent_name, conversation_id, visitor_token } }: { chat: KeptChat }) {
  return (
    <main className="mx-auto h-dvh w-full max-w-[760px] bg-surface sm:border-x">
      <title>{t("chatPage.documentTitle", { title: agent_name })}</title>
      <h1 className="sr-only">{t("chatPage.title")}</h1>
      <InlineWidget agentId={agent_id} start={{ conversation_id, visitor_token }} />
    </main>
  );
}

type OverProps = Extract<OpenedChatLink, { can_renew: boolean }> & { secret: string };

function Over({ secret, state, can_renew: canRenew, website }: OverProps) {
  const renewing = useMutation({ mutationFn: () => api("/v1/chat-links/renew", z.null(), { method: "POST", body: { secret } }) });
  const isSpent = state === "spent";
  const address = websiteAddress(website);
  return (
    <Notice
      icon={Unlink}
      title={isSpent ? t("chatPage.spent") : t("chatPage.expired")}
      sentence={isSpent ? t("chatPage.spentSentence") : t("chatPage.expiredSentence")}
    >
      <div className="flex flex-wrap justify-center gap-2">
        {canRenew && !renewing.isSuccess && (
          <Button look="primary" pending={renewing.isPending} onClick={() => renewing.mutate()}>
            {t("chatPage.renew")}
          </Button>
        )}
        {address && (
          <a href={address} className={buttonClasses({ look: canRenew && !renewing.isSuccess ? "secondary" : "primary" })}>
            {t("chatPage.website", { website: websiteName(address) })}
          </a>
        )}
      </div>
      <p role="status" className="text-sm empty:hidden">
        {renewing.isSuccess && t("chatPage.renewed")}
        {renewing.error && `${t("chatPage.notRenewed")} ${messageOf(renewing.error)}`}
      </p>
    </Notice>
  );
}

function Notice({ icon, title, sentence, children }: { icon: LucideIcon; title: string; sentence: string; children?: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[552px] flex-col justify-center px-4 py-6">
      <title>{t("chatPage.documentTitle", { title })}</title>
      <h1 className="sr-only">{t("chatPage.title")}</h1>
      <EmptyState icon={icon} title={title} action={children && <div className="flex flex-col items-center gap-3">{children}</div>}>
        {sentence}
      </EmptyState>
    </main>
  );
}

/** Only what a browser opens: visitors of apps and files came from no website. */
const websiteAddress = (website: string | null) => (website !== null && /^https?:\/\//.test(website) ? website : null);

/** What is wrong with a secret is never said, only that it leads nowhere. */
const isUnknown = (error: unknown) => error instanceof ApiError && (error.status === 404 || error.status === 422);
