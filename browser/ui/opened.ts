import { useRouter } from "@tanstack/react-router";

/** For a navigation that opens something which is in the address: a dialog, a sheet, a transcript on a phone. */
export const asOpened = { state: { isOpened: true } } as const;

/** Opens something on a page by its address, from anywhere; the page is then below it in the history. */
export function useOpen(): (to: string, search: Readonly<Record<string, string | boolean>>) => Promise<void> {
  const router = useRouter();
  return async (to, search) => {
    if (router.latestLocation.pathname !== to) await router.navigate({ to });
    // Somebody may have chosen to stay where something is not saved.
    if (router.latestLocation.pathname === to) await router.navigate({ to, search, ...asOpened });
  };
}

/**
 * Closes what is in the address. Where it was opened on a page of ours that is the browser's Back, so that Back does
 * not open it again; where one came by its address, `takeOut` takes it out of there.
 */
export function useClose(): (takeOut: () => void) => void {
  const router = useRouter();
  return (takeOut) => {
    const { isOpened, __TSR_key: entry } = router.latestLocation.state;
    if (!isOpened) return takeOut();
    // Going back takes a moment, in which it may be closed once more.
    if (entry === closing) return;
    closing = entry;
    addEventListener("popstate", () => (closing = undefined), { once: true });
    router.history.back();
  };
}

/** The history's entry that is being left. */
let closing: string | undefined;

declare module "@tanstack/react-router" {
  interface HistoryState {
    isOpened?: boolean;
  }
}
