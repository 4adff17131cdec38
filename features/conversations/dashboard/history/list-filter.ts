import type { ListFilter } from "../conversations.ts";
import type { ConversationsSearch, View } from "../conversations-search-params.ts";

/** What each view asks for. */
export const viewFilters: Record<View, ListFilter> = {
  waiting: { handover: "waiting" },
  mine: { with_people: true, assigned_to: "me" },
  ai: { handover: "agent" },
  unassigned: { with_people: true, assigned_to: "none" },
  closed: { closed: true },
};

/** What the page's address asks for, as the API is asked. */
export function filterOf(search: ConversationsSearch): ListFilter {
  const { view, query, agent, outcome, website, tag, assignee, rating, unread, tests, from, to } = search;
  return {
    ...(view && viewFilters[view]),
    ...(query && { query }),
    ...(agent && { agent_id: agent }),
    ...(outcome && { outcome }),
    ...(website && { website }),
    ...(tag && { tag }),
    ...(assignee && { assigned_to: assignee }),
    ...(rating && { rating: rating === "helped" ? "1" : "-1" }),
    ...(unread && { unread: true }),
    ...(tests && { test: tests === "only" }),
    ...(from && { from: startOf(from).toISOString() }),
    ...(to && { to: startOf(to, 1).toISOString() }),
  };
}

/** What the menu of filters holds, beside the views and the search. */
const menuNames = ["agent", "outcome", "website", "tag", "assignee", "rating", "unread", "tests", "from", "to"] as const;

/** How many filters of the menu are set. */
export const countFilters = (search: ConversationsSearch): number => menuNames.filter((name) => search[name] !== undefined).length;

/** A change of the address that ends them. */
export const noFilters = Object.fromEntries(menuNames.map((name) => [name, undefined])) as Partial<ConversationsSearch>;

/** Views say who has a conversation, and so does the filter: the later choice counts. */
export function withView(view: View | undefined): Partial<ConversationsSearch> {
  return isOfPerson(view) ? { view, assignee: undefined } : { view };
}

export function withAssignee(assignee: string | undefined, view: View | undefined): Partial<ConversationsSearch> {
  return assignee !== undefined && isOfPerson(view) ? { assignee, view: undefined } : { assignee };
}

const isOfPerson = (view: View | undefined) => view === "mine" || view === "unassigned";

/** Midnight where the reader is, some days later. */
function startOf(day: string, daysLater = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater);
}
