import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { cn } from "#browser/ui/cn.ts";
import { inputClasses } from "#browser/ui/field.tsx";
import type { SavedReply } from "../contract.ts";
import { findReplies } from "./find-replies.ts";
import { t } from "./messages.ts";

type PickerProps = {
  replies: readonly SavedReply[];
  chosen: string | null;
  onChosen: (id: string | null) => void;
  onTake: (reply: SavedReply) => void;
};

/** A list that is narrowed by typing: arrows move in it, Enter takes. */
export function ReplyPicker({ replies, chosen, onChosen, onTake }: PickerProps) {
  const [words, setWords] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // It may come after the dialog, which gave the focus to what was there. On a phone that would call up the keyboard.
  useEffect(() => {
    if (!matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, []);
  const id = useId();
  const found = findReplies(replies, words);
  const at = Math.max(
    0,
    found.findIndex((reply) => reply.id === chosen),
  );
  const current = found[at] ?? null;
  const currentId = current?.id ?? null;
  useEffect(() => {
    if (currentId !== chosen) onChosen(currentId);
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [currentId, chosen, onChosen]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      onChosen(found[(at + step + found.length) % found.length]!.id);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (current) onTake(current);
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <input
        ref={field}
        role="combobox"
        aria-label={t("savedReplies.find")}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-autocomplete="list"
        placeholder={t("savedReplies.find")}
        autoComplete="off"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          onChosen(findReplies(replies, event.target.value)[0]?.id ?? null);
        }}
        onKeyDown={onKeyDown}
        className={inputClasses}
      />
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={t("savedReplies.list")}
        className="relative -mx-1 max-h-56 overflow-y-auto p-1 empty:p-0"
      >
        {found.map((reply) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys act on the field, which keeps the focus
          <div
            key={reply.id}
            id={`${id}-${reply.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={reply === current}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChosen(reply.id)}
            onDoubleClick={() => onTake(reply)}
            className={cn(
              "flex min-h-9 cursor-default items-center justify-between gap-3 rounded-sm px-2 pointer-coarse:min-h-11",
              reply === current ? "bg-hover font-medium" : "hover:bg-hover",
            )}
          >
            <bdi className="truncate">{reply.name}</bdi>
            {reply.shortcut !== null && (
              <bdi className="shrink-0 text-sm text-soft">{t("savedReplies.shortcut", { shortcut: reply.shortcut })}</bdi>
            )}
          </div>
        ))}
      </div>
      <p role="status" className="text-sm text-soft empty:hidden">
        {found.length === 0 && t("savedReplies.noMatch")}
      </p>
    </div>
  );
}
