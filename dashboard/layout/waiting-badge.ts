import { lazy } from "react";

/** How many conversations wait, which comes after the sidebar that shows it. */
export const WaitingBadge = lazy(async () => ({
  default: (await import("#features/conversations/dashboard/history/waiting-count.tsx")).WaitingCount,
}));

/** That they do, in the tab's title and as a notification. */
export const WaitingWatch = lazy(async () => ({
  default: (await import("#features/conversations/dashboard/notices/waiting-watch.tsx")).WaitingWatch,
}));
