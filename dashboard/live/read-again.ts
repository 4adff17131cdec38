import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import { projectsKey } from "#features/projects/dashboard/project.ts";

/** So long events gather before what they made stale is read again, and so long there is between two readings at least. */
const gatherMs = 100;
const gapMs = 900;

export type Stale = { keys: QueryKey[]; lists: boolean };

/**
 * Reads again what events made stale, of an organization: what a page shows at once, the rest when it is shown, and in a
 * tab that nobody sees only what is meant for those who look elsewhere (`evenHidden`), until somebody sees it. One reading after the other, so that a stream of events never keeps one from its end.
 */
export function readerOf(client: QueryClient, organizationId: string): { add(stale: Stale): void; end(): void } {
  const keys = new Map<string, QueryKey>();
  let lists = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  async function read(): Promise<void> {
    const isSeen = document.visibilityState === "visible";
    const refetchType = isSeen ? "active" : "none";
    const again = [...keys.values()].map((queryKey) => client.invalidateQueries({ queryKey, refetchType }));
    if (lists) again.push(client.invalidateQueries({ queryKey: projectsKey(organizationId), predicate: isList, refetchType }));
    keys.clear();
    lists = false;
    if (!isSeen) again.push(client.refetchQueries({ type: "active", stale: true, predicate: ({ meta }) => meta?.evenHidden === true }));
    await Promise.all(again);
    timer = undefined;
    if (!isOver) soon(gapMs);
  }

  function soon(ms: number): void {
    if (timer || (keys.size === 0 && !lists)) return;
    timer = setTimeout(() => void read(), ms);
  }

  return {
    add(stale) {
      for (const key of stale.keys) keys.set(JSON.stringify(key), key);
      lists ||= stale.lists;
      soon(gatherMs);
    },
    end() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** A page of a list, rather than something of one of its records. */
const isList = (query: Query) => typeof query.queryKey.at(2) === "object";
