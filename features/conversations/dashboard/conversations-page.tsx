import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, MessageSquareText, MessagesSquare } from "lucide-react";
import { use, useState } from "react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { useEntries } from "#browser/ui/use-entries.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Page } from "#browser/ui/page.tsx";
import { PagedList } from "#browser/ui/paged-list.tsx";
import { SearchField } from "#browser/ui/search-field.tsx";
import { SearchNote } from "#browser/ui/search-note.tsx";
import { Select } from "#browser/ui/select.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { useMediaQuery } from "#browser/ui/use-media-query.ts";
import { useSearchWords } from "#browser/ui/use-search-words.ts";
import { agentNamesQuery, agentQuery } from "#features/agents/dashboard/agents-query.ts";
import { ConversationList } from "./conversation-list.tsx";
import { useConversationsSearch } from "./conversations-search-params.ts";
import { conversationsQuery } from "./conversations.ts";
import { t } from "./messages.ts";
import { VisitorOffer } from "./visitor-offer.ts";
import { outcomeOptions } from "./outcome.tsx";
import { Transcript } from "./transcript.tsx";

/** Below this there is room for the list or the transcript, not for both. */
const narrow = "(max-width: 1023px)";

/** What visitors asked and what the agents answered: the list, and the one that is read. */
export function ConversationsPage() {
  const isNarrow = useMediaQuery(narrow);
  const { search } = useConversationsSearch();
  const isEmpty = useIsEmpty();
  const offer = use(VisitorOffer);

  if (isEmpty && search.conversation === undefined) {
    return (
      <Frame>
        <NoConversations />
      </Frame>
    );
  }
  if (isNarrow) {
    return (
      <Frame>
        <div className="rounded-lg border bg-surface">
          {search.conversation === undefined ? (
            <ListPane />
          ) : (
            <>
              <BackToList />
              <Transcript conversationId={search.conversation} />
            </>
          )}
        </div>
      </Frame>
    );
  }
  return (
    <Frame>
      <div
        className={cn(
          "grid h-[calc(100dvh-128px)] min-h-100 grid-cols-[312px_minmax(0,1fr)] overflow-hidden rounded-lg border bg-surface",
          offer && search.conversation !== undefined && "xl:grid-cols-[312px_minmax(0,1fr)_280px]",
        )}
      >
        <ListPane />
        <section aria-label={t("conversationsPage.transcript")} className="flex min-h-0 flex-col border-l bg-ground">
          {search.conversation === undefined ? <ChooseOne /> : <Transcript conversationId={search.conversation} />}
        </section>
        {offer && search.conversation !== undefined && (
          <div className="hidden min-h-0 overflow-y-auto border-l p-4 xl:block">{offer(search.conversation)}</div>
        )}
      </div>
    </Frame>
  );
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <Page title={t("conversationsPage.conversations")} sentence={t("conversationsPage.sentence")}>
      {children}
    </Page>
  );
}

/** Whether the project has none at all, whatever is being searched for. */
function useIsEmpty(): boolean {
  const { data } = useQuery(conversationsQuery(useOrganizationId(), useProjectId(), { page: 1 }));
  return data?.total === 0;
}

function ListPane() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search, replace } = useConversationsSearch();
  const [page, setPage] = useState(1);
  const { words, query, search: type } = useSearchWords("", () => setPage(1));
  const conversations = useQuery(
    conversationsQuery(organizationId, projectId, { page, query, agent_id: search.agent, outcome: search.outcome }),
  );
  const { data: agents = [] } = useQuery(agentNamesQuery(organizationId, projectId));
  // The one in the address may be none of the first hundred, or gone.
  const unlisted = agents.some(({ id }) => id === search.agent) ? undefined : search.agent;
  const named = useQuery({ ...agentQuery(organizationId, projectId, unlisted ?? ""), enabled: unlisted !== undefined });
  function filter(change: Parameters<typeof replace>[0]) {
    setPage(1);
    replace(change);
  }
  function showAll() {
    type("");
    filter({ agent: undefined, outcome: undefined });
  }

  return (
    <section aria-label={t("conversationsPage.list")} className="flex min-h-0 flex-col">
      <div className="flex flex-wrap gap-2 border-b p-3">
        <SearchField
          label={t("conversationsPage.searchConversations")}
          value={words}
          onChange={type}
          className="w-full flex-none sm:w-full"
        />
        {(agents.length > 1 || search.agent !== undefined) && (
          <Select
            aria-label={t("conversationsPage.agent")}
            className="w-auto min-w-0 flex-1"
            options={[
              { value: all, label: t("conversationsPage.allAgents") },
              ...agents.map(({ id, name }) => ({ value: id, label: name })),
              ...(unlisted === undefined
                ? []
                : [
                    {
                      value: unlisted,
                      label:
                        named.data?.name ?? (named.isError ? t("conversationsPage.aDeletedAgent") : t("conversationsPage.anotherAgent")),
                    },
                  ]),
            ]}
            value={search.agent ?? all}
            onChange={(next) => filter({ agent: next === all ? undefined : next })}
          />
        )}
        <Select
          aria-label={t("conversationsPage.outcome")}
          className="w-auto min-w-0 flex-1"
          options={[{ value: all, label: t("conversationsPage.allOutcomes") }, ...outcomeOptions]}
          value={search.outcome ?? all}
          onChange={(next) => filter({ outcome: outcomeOptions.find(({ value }) => value === next)?.value })}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <PagedList
          query={conversations}
          failure={t("conversationsPage.failed")}
          permission="conversation:read"
          skeleton={
            <div className="p-3">
              <SkeletonRows />
            </div>
          }
          counted={(count) => t("conversationsPage.counted", { count })}
          page={page}
          onPage={setPage}
          empty={null}
          narrowed={{
            title: t("conversationsPage.noMatch"),
            sentence: t("conversationsPage.noMatchSentence"),
            onReset: showAll,
          }}
          renderNote={(reach) => (
            <SearchNote
              reach={reach}
              older={(from) => t("conversationsPage.older", { from })}
              frequent={(from) => t("conversationsPage.frequent", { from })}
              className="border-b px-4 py-3"
            />
          )}
          isInset
        >
          {({ data }) => <ConversationList conversations={data} />}
        </PagedList>
      </div>
    </section>
  );
}

const all = "all";

function BackToList() {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const { search, close } = useConversationsSearch();
  return (
    <Link
      replace
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        close("conversation");
      }}
      to="/organizations/$organizationId/projects/$projectId/conversations"
      params={{ organizationId, projectId }}
      search={{ ...search, conversation: undefined }}
      className="flex h-11 items-center gap-2 border-b px-5 text-sm font-medium text-soft hover:text-text"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {t("conversationsPage.all")}
    </Link>
  );
}

function ChooseOne() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center p-6 text-center text-soft">
      <MessageSquareText aria-hidden className="size-7" strokeWidth={1.5} />
      <p className="mt-2">{t("conversationsPage.choose")}</p>
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
