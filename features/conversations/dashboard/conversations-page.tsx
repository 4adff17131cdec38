import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MessageSquareText, MessagesSquare } from "lucide-react";
import { useDeferredValue } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Kbd } from "#browser/ui/kbd.tsx";
import { FillingPage } from "#browser/ui/filling-page.tsx";
import { Page, PageTitle } from "#browser/ui/page.tsx";
import { Sheet } from "#browser/ui/sheet.tsx";
import { useEntries } from "#browser/ui/use-entries.ts";
import { useMediaQuery } from "#browser/ui/use-media-query.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { ChatPane } from "./chat/chat-pane.tsx";
import { conversationsQuery } from "./conversations.ts";
import { useConversationsSearch } from "./conversations-search-params.ts";
import { DetailsPane } from "./details/details-pane.tsx";
import { HistoryPane } from "./history/history-pane.tsx";
import { t } from "./messages.ts";

/** Below this there is room for the list or the chat, not for both. */
const narrow = "(max-width: 1023px)";
/** From here on there is room for the details beside them. */
const wide = "(min-width: 1280px)";

/** Conversations: the list, the one that is read, and what is known of it. */
export function ConversationsPage() {
  const isNarrow = useMediaQuery(narrow);
  const isWide = useMediaQuery(wide);
  const { search, close } = useConversationsSearch();
  const { conversation: selected } = search;
  // The list marks it at once; what is shown of it is drawn when there is time, without holding up the next key.
  const shown = useDeferredValue(selected) ?? selected;
  const isEmpty = useIsEmpty();
  const isUnder = isNarrow && selected !== undefined;

  if (isEmpty && selected === undefined) {
    return (
      <Page title={t("conversationsPage.conversations")} sentence={t("conversationsPage.sentence")}>
        <NoConversations />
      </Page>
    );
  }
  return (
    <FillingPage>
      <PageTitle title={t("conversationsPage.conversations")} />
      {/* Under an open chat the list keeps its place, and its keys open the next one. */}
      <div inert={isUnder} className={isUnder ? "invisible absolute inset-0 flex" : isNarrow ? "flex min-w-0 flex-1" : beside}>
        <HistoryPane />
      </div>
      {!(isNarrow && selected === undefined) && (
        <section aria-label={t("conversationsPage.chat")} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
          {selected === undefined || shown === undefined ? (
            <ChooseOne />
          ) : (
            <ChatPane key={shown} conversationId={shown} isAlone={isNarrow} hasDetails={isWide} />
          )}
        </section>
      )}
      {selected !== undefined && shown !== undefined && isWide && (
        <aside aria-label={t("conversationsPage.details")} className="flex w-[280px] shrink-0 flex-col overflow-y-auto border-l">
          <h2 className="shrink-0 px-4 pt-4 pb-1 font-semibold">{t("conversationsPage.details")}</h2>
          <DetailsPane conversationId={shown} />
        </aside>
      )}
      {selected !== undefined && !isWide && (
        <Sheet title={t("conversationsPage.details")} open={search.details === true} onClose={() => close("details")}>
          <div className="[&>*]:px-5">
            <DetailsPane conversationId={selected} />
          </div>
        </Sheet>
      )}
    </FillingPage>
  );
}

const beside = "flex w-[312px] shrink-0 border-r";

/** Whether the project has none at all, whatever is being searched for. */
function useIsEmpty(): boolean {
  const first = conversationsQuery(useOrganizationId(), useProjectId(), {});
  const { data } = useQuery(first);
  return data?.total === 0;
}

const keys = [
  { key: "j", does: t("conversationsPage.next") },
  { key: "k", does: t("conversationsPage.previous") },
  { key: "r", does: t("conversationsPage.reply") },
  { key: "n", does: t("conversationsPage.note") },
  { key: "a", does: t("conversationsPage.assign") },
  { key: "e", does: t("conversationsPage.close") },
];

function ChooseOne() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center p-6 text-center text-soft">
      <MessageSquareText aria-hidden className="size-7" strokeWidth={1.5} />
      <p className="mt-2">{t("conversationsPage.choose")}</p>
      <dl aria-label={t("conversationsPage.keys")} className="mt-6 grid grid-cols-[auto_auto] gap-x-3 gap-y-1.5 text-left text-sm">
        {keys.map(({ key, does }) => (
          <div key={key} className="contents">
            <dt className="text-right">
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** What is missing is a visitor: the agents' pages have the snippet and the test page. */
function NoConversations() {
  const agents = useEntries("project", useOrganizationId()).find(({ to }) => to.endsWith("/agents"));
  return (
    <EmptyState
      icon={MessagesSquare}
      title={t("conversationsPage.none")}
      action={
        agents && (
          <Link to={agents.to} className={buttonClasses({ look: "primary" })}>
            {t("conversationsPage.goToAgents")}
          </Link>
        )
      }
    >
      {t("conversationsPage.noneSentence")}
    </EmptyState>
  );
}
