import { Tabs } from "@base-ui/react/tabs";
import { use, useEffect, useRef, useState } from "react";
import { useRefusal } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { useKeys } from "#browser/ui/use-keys.ts";
import type { Conversation } from "../../contract.ts";
import { t } from "../messages.ts";
import { ReplyOffer } from "../reply-offer.ts";
import { useIsMine } from "../standing.ts";
import { ComposerField } from "./composer-field.tsx";
import { useAttachments } from "./use-attachments.ts";

/** What is written: to the visitor, or for the team alone. */
export type Kind = "reply" | "note";

type ComposerProps = {
  conversation: Conversation;
  kind: Kind;
  onKind: (kind: Kind) => void;
  /** Chooses what is written, and asks for the focus. */
  onWrite: (kind: Kind) => void;
  /** Each time it goes up the field gets the focus. */
  asked: number;
  /** On a page that it has for itself, taking over is what one does there. */
  isAlone: boolean;
  onTakeOver: () => Promise<void>;
};

/** Where somebody of the team writes. Who only reads is told who can. */
export function Composer({ conversation, kind, onKind, onWrite, asked, isAlone, onTakeOver }: ComposerProps) {
  const refusal = useRefusal("conversation:reply", (roles) => t("composer.whoMay", { roles }));
  const may = refusal === null;
  const isMine = useIsMine()(conversation);
  const offer = use(ReplyOffer);
  const box = useRef<HTMLElement>(null);
  useKeys({ r: may ? () => onWrite("reply") : undefined, n: may ? () => onWrite("note") : undefined });
  const attachments = useAttachments(conversation.id);
  const followed = useRef(0);
  useEffect(() => {
    const { activeElement: at } = document;
    // What is asked for may come a moment later, in place of what has the focus until then. It is taken from nothing else.
    const isLost = at === document.body || box.current?.contains(at);
    if (asked > followed.current || (asked > 0 && isLost)) box.current?.querySelector<HTMLElement>("[data-writes]")?.focus();
    followed.current = asked;
  }, [asked, kind, isMine]);

  if (!may) return <p className="border-t px-4 py-3 text-sm text-soft">{refusal}</p>;
  return (
    <section ref={box} aria-label={t("composer.write")} className="border-t px-4 pt-1 pb-4">
      <Tabs.Root value={kind} onValueChange={(next: Kind) => onKind(next)}>
        <Tabs.List aria-label={t("composer.what")} className="mb-2 flex gap-4">
          {(["reply", "note"] as const).map((one) => (
            <Tabs.Tab
              key={one}
              value={one}
              aria-keyshortcuts={one === "reply" ? "r" : "n"}
              className="h-9 border-b-2 border-transparent text-sm font-medium text-soft transition-colors duration-150 hover:text-text data-active:border-accent data-active:text-text pointer-coarse:h-11"
            >
              {one === "reply" ? t("composer.reply") : t("composer.note")}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={kind} tabIndex={-1} className="outline-none">
          {kind === "note" || isMine ? (
            <>
              <ComposerField key={kind} conversation={conversation} kind={kind} attachments={kind === "reply" ? attachments : null} />
              {kind === "reply" && offer?.(conversation.id)}
            </>
          ) : (
            <TakeOverFirst conversation={conversation} isAlone={isAlone} onTakeOver={onTakeOver} />
          )}
        </Tabs.Panel>
      </Tabs.Root>
    </section>
  );
}

function TakeOverFirst({
  conversation: { handover, assigned_to },
  isAlone,
  onTakeOver,
}: Pick<ComposerProps, "conversation" | "isAlone" | "onTakeOver">) {
  const [isPending, setPending] = useState(false);
  async function takeOver() {
    setPending(true);
    await onTakeOver();
    setPending(false);
  }
  if (handover === "person" && assigned_to !== null) {
    return (
      <p tabIndex={-1} data-writes className="rounded-md bg-sunken px-3 py-2.5 text-sm text-soft outline-none">
        {t("composer.somebodyHasIt", { name: assigned_to.name })}
      </p>
    );
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-sunken px-3 py-2.5">
      <p className="text-sm text-soft">{handover === "closed" ? t("composer.closed") : t("composer.takeOverToReply")}</p>
      <Button size="small" look={isAlone ? "primary" : "secondary"} data-writes pending={isPending} onClick={() => void takeOver()}>
        {t("composer.takeOver")}
      </Button>
    </div>
  );
}
