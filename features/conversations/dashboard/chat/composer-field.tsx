import { Bookmark, Paperclip } from "lucide-react";
import { useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { messageOf } from "#browser/api/api-error.ts";
import { useMe } from "#browser/api/session.ts";
import { Button } from "#browser/ui/button.tsx";
import { cn } from "#browser/ui/cn.ts";
import { DropOverlay } from "#browser/ui/drop-overlay.tsx";
import { FieldError } from "#browser/ui/field.tsx";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { Kbd } from "#browser/ui/kbd.tsx";
import { useFileDrop } from "#browser/ui/use-file-drop.ts";
import { blanksIn } from "#features/saved-replies/dashboard/fill-in.ts";
import type { Conversation } from "../../contract.ts";
import { SendReply } from "../../contract/handover.ts";
import { useConversationActions } from "../conversations.ts";
import { t } from "../messages.ts";
import { BlanksNotice } from "./blanks-notice.tsx";
import { ChosenFiles } from "./chosen-files.tsx";
import { SavedReplies } from "./saved-replies.tsx";
import type { Attachments } from "./use-attachments.ts";
import { useDraft } from "./use-draft.ts";

/** What the system's window offers; what a file is, follows from its content. */
const fileEndings = ["image/*", ".pdf", ".txt", ".csv", ".md", ".log", ".json"];

/** While somebody writes, the visitor is told so often. */
const tellTypingMs = 3_000;

type FieldProps = {
  conversation: Conversation;
  kind: "reply" | "note";
  /** Of a reply. */
  attachments: Attachments | null;
};

/** Where a reply or a note is written and sent. */
export function ComposerField({ conversation, kind, attachments }: FieldProps) {
  const { id } = conversation;
  const { user } = useMe();
  const { reply, note, tellTyping } = useConversationActions(id);
  const toldAt = useRef(0);
  /** What was sent and not answered: it may have arrived all the same. */
  const sending = useRef<{ what: string; once: string } | null>(null);
  const { text, setText, isKept } = useDraft(`${user.id} ${id} ${kind}`);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isNote = kind === "note";
  const isEmpty = text.trim() === "" && !attachments?.chosen.length;
  const isDropping = useFileDrop(attach, !isNote);
  const blanks = isNote ? [] : blanksIn(text);

  /** @param isMeant with its blanks, where it has any */
  async function send(isMeant = false): Promise<void> {
    const said = SendReply.safeParse({ text, attachments: attachments?.ready });
    if (isPending || isEmpty) return;
    if (attachments?.isSending) return setFailure(t("composer.waitForFiles"));
    if (attachments?.hasFailed) return setFailure(t("composer.removeFailed"));
    if (blanks.length > 0 && !isMeant) return select(blanks[0]!);
    if (!said.success) return setFailure(said.error.issues[0]?.message ?? null);
    setPending(true);
    setFailure(null);
    try {
      const what = JSON.stringify(said.data);
      if (sending.current?.what !== what) sending.current = { what, once: newKey() };
      const { once } = sending.current;
      await (isNote ? note(said.data.text, once) : reply(said.data.text, said.data.attachments, once));
      sending.current = null;
      attachments?.clear();
      // What was typed while it was sent is not lost.
      setText((now) => (now === text ? "" : now));
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setPending(false);
    }
  }

  function attach(files: readonly File[]): void {
    if (!attachments || files.length === 0) return;
    setFailure(attachments.add(files) ? null : t("composer.tooMany"));
    field.current?.focus();
  }

  function select({ from, to }: { from: number; to: number }): void {
    field.current?.focus();
    field.current?.setSelectionRange(from, to);
  }

  /** In place of what is selected, with its first blank selected in turn. */
  function insert(saved: string): void {
    const { selectionStart: from = text.length, selectionEnd: to = text.length } = field.current ?? {};
    setText(text.slice(0, from) + saved + text.slice(to));
    const blank = blanksIn(saved)[0] ?? { from: saved.length, to: saved.length };
    // The field has the text, and the focus again, a moment later.
    setTimeout(() => select({ from: from + blank.from, to: from + blank.to }), afterClosingMs);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
    }
    if (event.key === "/" && text === "" && !isNote) {
      event.preventDefault();
      setChoosing(true);
    }
    // Escape leaves the field for what was said, which arrows scroll and letters act on.
    if (event.key === "Escape")
      event.currentTarget.closest("section")?.parentElement?.querySelector<HTMLElement>("[data-messages]")?.focus();
  }

  const says = [failure !== null && "composer-failure", blanks.length > 0 && "composer-blanks"].filter(Boolean).join(" ");
  return (
    <>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void send();
        }}
        className={cn(
          "rounded-md border border-line-strong focus-within:border-accent focus-within:outline-1 focus-within:outline-accent",
          isNote ? "bg-warn-soft" : "bg-surface",
        )}
      >
        <textarea
          ref={field}
          dir="auto"
          data-writes
          rows={2}
          aria-label={isNote ? t("composer.noteText") : t("composer.replyText")}
          aria-describedby={says || undefined}
          placeholder={isNote ? t("composer.writeNote") : t("composer.writeReply")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            if (isNote || event.timeStamp < toldAt.current + tellTypingMs) return;
            toldAt.current = event.timeStamp;
            tellTyping();
          }}
          onKeyDown={onKeyDown}
          onPaste={({ clipboardData: { files, types } }) => {
            // A copied table is a picture as well; the text is meant.
            if (!types.includes("text/plain")) attach([...files]);
          }}
          className="field-sizing-content block max-h-48 min-h-14 w-full resize-none bg-transparent px-3 pt-2 text-base outline-none placeholder:text-soft pointer-coarse:text-lg"
        />
        {attachments && <ChosenFiles attachments={attachments} onRemoved={() => field.current?.focus()} />}
        {failure !== null && (
          <div className="px-3">
            <FieldError id="composer-failure">{failure}</FieldError>
          </div>
        )}
        {blanks.length > 0 && <BlanksNotice id="composer-blanks" blanks={blanks} onSelect={select} onSendAnyway={() => void send(true)} />}
        <div className="flex items-center justify-end gap-2 p-1.5">
          {!isNote && (
            <FileChooser label={t("composer.attach")} accept={fileEndings} onFiles={attach}>
              {(open) => (
                <Button
                  size="small"
                  look="ghost"
                  square
                  icon={Paperclip}
                  aria-label={t("composer.attach")}
                  title={t("composer.fileRule")}
                  onClick={open}
                />
              )}
            </FileChooser>
          )}
          {!isNote && (
            <Button size="small" look="ghost" icon={Bookmark} aria-keyshortcuts="/" onClick={() => setChoosing(true)}>
              {t("composer.savedReplies")}
            </Button>
          )}
          <span className="mr-auto pl-1.5 text-xs text-soft">{isKept && t("composer.draftKept")}</span>
          <span className="hidden pointer-fine:inline">
            <Kbd>{navigator.userAgent.includes("Mac") ? "⌘ ↵" : t("composer.ctrlEnter")}</Kbd>
          </span>
          <Button type="submit" size="small" look={isNote ? "secondary" : "primary"} pending={isPending} disabled={isEmpty}>
            {isNote ? t("composer.addNote") : t("composer.send")}
          </Button>
        </div>
      </form>
      {isDropping && <DropOverlay title={t("composer.drop")} rule={t("composer.fileRule")} />}
      {!isNote && (
        <SavedReplies conversation={conversation} open={isChoosing} field={field} onClose={() => setChoosing(false)} onInsert={insert} />
      )}
    </>
  );
}

/** `crypto.randomUUID` is missing on pages without TLS. */
const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

/** The dialog gives the focus back as it closes. */
const afterClosingMs = 50;
