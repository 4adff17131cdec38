import { useQueries, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type MouseEvent, type RefObject } from "react";
import { useOrganization, useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { EmptyState } from "#browser/ui/empty-state.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { SearchNote } from "#browser/ui/search-note.tsx";
import { useKeys } from "#browser/ui/use-keys.ts";
import { useNow } from "#browser/ui/use-now.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import type { Conversation, ConversationPage } from "../../contract.ts";
import { conversationsPerPage, conversationsQuery, type ListFilter } from "../conversations.ts";
import { useConversationsSearch, type ConversationsSearch } from "../conversations-search-params.ts";
import { t } from "../messages.ts";
import { ConversationRow, RowSkeleton } from "./conversation-row.tsx";
import { rowHeight, showRow, useVisibleRows } from "./visible-rows.ts";

/** All conversations that the filter asks for, of which those in sight are drawn and asked for. */
export function ConversationList({ filter, onShowAll }: { filter: ListFilter; onShowAll: () => void }) {
  const first = useQuery(conversationsQuery(useOrganizationId(), useProjectId(), filter));
  return (
    <Loaded
      query={first}
      failure={t("conversationList.failed")}
      permission="conversation:read"
      skeleton={
        <div role="status" aria-label={t("conversationList.loading")} className="min-h-0 flex-1 overflow-hidden">
          {Array.from({ length: 6 }, (_, index) => (
            <div key={index} style={{ height: rowHeight }}>
              <RowSkeleton />
            </div>
          ))}
        </div>
      }
    >
      {(page) => (
        <>
          <SearchNote
            reach={page}
            older={(from) => t("conversationList.older", { from })}
            frequent={(from) => t("conversationList.frequent", { from })}
            className="border-b px-4 py-3"
          />
          {page.total === 0 ? (
            <div className="min-h-0 flex-1 overflow-y-auto p-3">
              <EmptyState
                icon={SearchX}
                title={t("conversationList.noMatch")}
                action={<Button onClick={onShowAll}>{t("conversationList.showAll")}</Button>}
              >
                {filter.query ? t("conversationList.noMatchSentence") : t("conversationList.noMatchFilter")}
              </EmptyState>
            </div>
          ) : (
            <Rows key={JSON.stringify(filter)} filter={filter} first={page} />
          )}
        </>
      )}
    </Loaded>
  );
}

function Rows({ filter, first: { data: newest, total } }: { filter: ListFilter; first: ConversationPage }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const box = useRef<HTMLDivElement>(null);
  const [first, end] = useVisibleRows(box, total);
  const pages = pagesOf(first, end);
  const more = useQueries({
    queries: pages.map((page) => conversationsQuery(organizationId, projectId, filter, page)),
    combine: (answers) => new Map(answers.map(({ data }, index) => [pages[index]!, data?.data])),
  });
  const at = (index: number): Conversation | undefined => {
    const page = Math.floor(index / conversationsPerPage) + 1;
    return (page === 1 ? newest : more.get(page))?.[index % conversationsPerPage];
  };
  const { search, open } = useConversationsSearch();
  const { membership_id: mine } = useOrganization();
  const hrefOf = useHrefs(search);
  const now = useNow();
  useNextAndPrevious({ box, total, shown: [first, end], at });

  /** A click that asks for nothing else, such as another tab, opens the conversation beside the list. */
  function follow(event: MouseEvent<HTMLElement>): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-conversation]") : null;
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open({ conversation: link.dataset["conversation"], details: undefined });
  }
  return (
    // What is focused in it scrolls it, and so do the keys.
    <div ref={box} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- what is clicked are links, by Enter too; one handler serves all rows */}
      <ul onClick={follow} aria-label={t("conversationList.conversations")} className="relative" style={{ height: total * rowHeight }}>
        {rowsOf(first, end, at).map(({ key, index, conversation }) => (
          <li
            key={key}
            aria-setsize={total}
            aria-posinset={index + 1}
            className="absolute inset-x-0 [contain:strict]"
            style={{ top: index * rowHeight, height: rowHeight }}
          >
            {conversation ? (
              <ConversationRow
                conversation={conversation}
                href={hrefOf(conversation.id)}
                isSelected={conversation.id === search.conversation}
                mine={mine}
                now={now}
              />
            ) : (
              <RowSkeleton />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The address of each conversation under the same filter. It is made once, of an id that stands for all of them. */
function useHrefs(search: ConversationsSearch): (id: string) => string {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const router = useRouter();
  const filter = JSON.stringify({ ...search, conversation: standIn, details: undefined });
  const href = useMemo(
    () =>
      router.buildLocation({
        to: "/organizations/$organizationId/projects/$projectId/conversations",
        params: { organizationId, projectId },
        search: JSON.parse(filter) as ConversationsSearch,
      }).href,
    [router, organizationId, projectId, filter],
  );
  return (id) => href.replace(standIn, id);
}

const standIn = "cnv_00000000000000000000000000";

/** The pages that hold these rows, but for the first one, which is there. */
function pagesOf(first: number, end: number): number[] {
  const pages: number[] = [];
  for (let page = Math.floor(first / conversationsPerPage) + 1; (page - 1) * conversationsPerPage < end; page += 1)
    if (page > 1) pages.push(page);
  return pages;
}

/** Each by its conversation, so that a row which moves keeps the focus. One that moved between two answers can be in both. */
function rowsOf(first: number, end: number, at: (index: number) => Conversation | undefined) {
  const seen = new Set<string>();
  return Array.from({ length: end - first }, (_, offset) => {
    const index = first + offset;
    const conversation = at(index);
    const key = conversation && !seen.has(conversation.id) ? conversation.id : `row ${index}`;
    seen.add(key);
    return { key, index, conversation };
  });
}

/** `j` and `k` open the next and the previous conversation, wherever the list is scrolled to. */
function useNextAndPrevious({
  box,
  total,
  shown: [first, end],
  at,
}: {
  box: RefObject<HTMLDivElement | null>;
  total: number;
  shown: readonly [number, number];
  at: (index: number) => Conversation | undefined;
}) {
  const { search, open, replace } = useConversationsSearch();
  const { conversation: selected } = search;
  /** Where the selected one was, should it move out of the list. */
  const [place, setPlace] = useState(-1);
  /** The focus goes with the keys, as soon as the row is drawn. */
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const link = box.current?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(wanted.current)}"]`);
    link?.focus({ preventScroll: true });
    if (link) wanted.current = null;
  });

  function placeOfSelected(): number {
    for (let index = first; index < end; index += 1) if (selected !== undefined && at(index)?.id === selected) return index;
    return selected === undefined ? -1 : place;
  }
  function move(by: 1 | -1): void {
    const here = placeOfSelected();
    const next = Math.min(total - 1, Math.max(0, here + by));
    if (box.current) showRow(box.current, next);
    const conversation = at(next);
    // One that is still coming is there at the next press.
    if (!conversation || conversation.id === selected) return;
    setPlace(next);
    if (selected === undefined) open({ conversation: conversation.id });
    else replace({ conversation: conversation.id, details: undefined });
    wanted.current = conversation.id;
  }
  useKeys({ j: () => move(1), k: () => move(-1) });
}
