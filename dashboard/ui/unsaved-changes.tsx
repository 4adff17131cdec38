import { useBlocker } from "@tanstack/react-router";
import { ConfirmDialog } from "./confirm-dialog.tsx";

/** Asks before a page is left on which something would be lost, by a link or by closing the tab. */
export function UnsavedChanges({
  when,
  title = "Leave without saving?",
  sentence = "What you changed on this page is not saved yet.",
  action = "Discard changes",
}: {
  when: boolean;
  title?: string;
  sentence?: string;
  action?: string;
}) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
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
