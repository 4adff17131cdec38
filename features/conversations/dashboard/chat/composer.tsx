import { Tabs } from "@base-ui/react/tabs";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { useMe } from "#browser/api/session.ts";
import { useRefusal } from "#browser/api/who-may.ts";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { FieldError } from "#browser/ui/field.tsx";
import { Kbd } from "#browser/ui/kbd.tsx";
import { useKeys } from "#browser/ui/use-keys.ts";
import type { Conversation } from "../../contract.ts";
import { ReplyText } from "../../contract/handover.ts";
import { useConversationActions } from "../conversations.ts";
import { t } from "../messages.ts";
import { useIsMine } from "../standing.ts";
import { useDraft } from "./use-draft.ts";

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

/** While somebody writes, the visitor is told so often. */
const tellTypingMs = 3_000;

/** Where somebody of the team writes. Who only reads is told who can. */
export function Composer({ conversation, kind, onKind, onWrite, asked, isAlone, onTakeOver }: ComposerProps) {
  const refusal = useRefusal("conversation:reply", (roles) => t("composer.whoMay", { roles }));
  const may = refusal === null;
  const isMine = useIsMine()(conversation);
  const box = useRef<HTMLElement>(null);
  useKeys({ r: may ? () => onWrite("reply") : undefined, n: may ? () => onWrite("note") : undefined });
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
            <Field key={kind} conversation={conversation} kind={kind} />
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

function Field({ conversation: { id }, kind }: { conversation: Conversation; kind: Kind }) {
  const { user } = useMe();
  const { reply, note, tellTyping } = useConversationActions(id);
  const toldAt = useRef(0);
  const { text, setText, isKept } = useDraft(`${user.id} ${id} ${kind}`);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isNote = kind === "note";

  async function send(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    const said = ReplyText.safeParse({ text });
    if (isPending || text.trim() === "") return;
    if (!said.success) return setFailure(said.error.issues[0]?.message ?? null);
    setPending(true);
    setFailure(null);
    try {
      await (isNote ? note : reply)(said.data.text);
      // What was typed while it was sent is not lost.
      setText((now) => (now === text ? "" : now));
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setPending(false);
    }
  }
  return (
    <form
      onSubmit={(event) => void send(event)}
      className={cn(
        "rounded-md border border-line-strong focus-within:border-accent focus-within:outline-1 focus-within:outline-accent",
        isNote ? "bg-warn-soft" : "bg-surface",
      )}
    >
      <textarea
        dir="auto"
        data-writes
        rows={2}
        aria-label={isNote ? t("composer.noteText") : t("composer.replyText")}
        aria-describedby={failure === null ? undefined : "composer-failure"}
        placeholder={isNote ? t("composer.writeNote") : t("composer.writeReply")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (isNote || event.timeStamp < toldAt.current + tellTypingMs) return;
          toldAt.current = event.timeStamp;
          tellTyping();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void send();
          }
          // Escape leaves the field for what was said, which arrows scroll and letters act on.
          if (event.key === "Escape")
            event.currentTarget.closest("section")?.parentElement?.querySelector<HTMLElement>("[data-messages]")?.focus();
        }}
        className="field-sizing-content block max-h-48 min-h-14 w-full resize-none bg-transparent px-3 pt-2 text-base outline-none placeholder:text-soft pointer-coarse:text-lg"
      />
      {failure !== null && (
        <div className="px-3">
          <FieldError id="composer-failure">{failure}</FieldError>
        </div>
      )}
      <div className="flex items-center justify-end gap-2 p-1.5">
        <span className="mr-auto pl-1.5 text-xs text-soft">{isKept && t("composer.draftKept")}</span>
        <span className="hidden pointer-fine:inline">
          <Kbd>{navigator.userAgent.includes("Mac") ? "⌘ ↵" : t("composer.ctrlEnter")}</Kbd>
        </span>
        <Button type="submit" size="small" look={isNote ? "secondary" : "primary"} pending={isPending} disabled={text.trim() === ""}>
          {isNote ? t("composer.addNote") : t("composer.send")}
        </Button>
      </div>
    </form>
  );
}
