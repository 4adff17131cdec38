import { useBlocker, type ShouldBlockFn } from "@tanstack/react-router";
import { useEffect, useId } from "react";
import { ConfirmDialog } from "./confirm-dialog.tsx";

/** A way off: the address now and the next. */
export type Way = Parameters<ShouldBlockFn>[0];

/**
 * Asks before a page is left on which something would be lost, by a link or by closing the tab. `leaves` says which ways
 * lead off, for a dialog that is in the address. Where several have something to lose, one asks for all.
 */
export function UnsavedChanges({
  when,
  leaves = leavesPage,
  title = "Leave without saving?",
  sentence = "What you changed on this page is not saved yet.",
  action = "Discard changes",
}: {
  when: boolean;
  leaves?: (way: Way) => boolean;
  title?: string;
  sentence?: string;
  action?: string;
}) {
  const id = useId();
  useEffect(() => {
    if (!when) return;
    asking.set(id, leaves);
    return () => void asking.delete(id);
  }, [when, leaves, id]);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: (way) => when && firstToAsk(way) === id,
    enableBeforeUnload: when,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={status === "blocked"}
      onClose={() => reset?.()}
      title={title}
      sentence={sentence}
      action={action}
      onConfirm={async () => proceed?.()}
    />
  );
}

const leavesPage = ({ current, next }: Way) => current.pathname !== next.pathname;

/** Those on the page that have something to lose. */
const asking = new Map<string, (way: Way) => boolean>();

const firstToAsk = (way: Way) => [...asking].find(([, leaves]) => leaves(way))?.[0];
