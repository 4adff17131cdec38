import { useBlocker, type ShouldBlockFn } from "@tanstack/react-router";
import { useEffect, useId, useRef, useState } from "react";
import { t } from "../messages.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { useDialog } from "./dialog.tsx";

/** A way off: the address now and the next. */
type Way = Parameters<ShouldBlockFn>[0];

/**
 * Asks before something is lost: `of` a page, when it is left by a link or by closing the tab; `of` the dialog around it,
 * when that is closed as well, in any way. Where several have something to lose, one asks for all.
 */
export function UnsavedChanges({
  when,
  of = "page",
  title = of === "page" ? t("unsavedChanges.leave") : t("unsavedChanges.close"),
  sentence = of === "page" ? t("unsavedChanges.leaveSentence") : t("unsavedChanges.closeSentence"),
  action = t("unsavedChanges.discard"),
}: {
  when: boolean;
  of?: "page" | "dialog";
  title?: string;
  sentence?: string;
  action?: string;
}) {
  const id = useId();
  const dialog = useDialog();
  const [isClosing, setClosing] = useState(false);
  const isDiscarded = useRef(false);
  useEffect(() => {
    if (!when) return;
    asking.set(id, (way) => !isDiscarded.current && (of === "dialog" || leavesPage(way)));
    return () => void asking.delete(id);
  }, [when, of, id]);
  const holdOpen = of === "dialog" ? dialog?.holdOpen : undefined;
  useEffect(() => (when ? holdOpen?.(() => setClosing(true)) : undefined), [when, holdOpen]);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: (way) => when && firstToAsk(way) === id,
    enableBeforeUnload: when,
    withResolver: true,
  });

  async function discard() {
    if (!isClosing) return proceed?.();
    // Closing may be a navigation, which asks no second time.
    isDiscarded.current = true;
    dialog?.close();
  }

  function stay() {
    setClosing(false);
    reset?.();
  }

  return (
    <ConfirmDialog
      open={isClosing || status === "blocked"}
      onClose={stay}
      title={title}
      sentence={sentence}
      action={action}
      onConfirm={discard}
    />
  );
}

const leavesPage = ({ current, next }: Way) => current.pathname !== next.pathname;

/** Those on the page that have something to lose. */
const asking = new Map<string, (way: Way) => boolean>();

const firstToAsk = (way: Way) => [...asking].find(([, leaves]) => leaves(way))?.[0];
