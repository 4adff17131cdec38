import { useCallback, useSyncExternalStore } from "react";

/** Whether the window answers a media query now; `phone` is the width at which tables turn into lists. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

export const phone = "(max-width: 767px)";
