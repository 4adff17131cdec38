/** @jsxImportSource preact */
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Asking } from "./asking/asking.tsx";
import type { Files } from "./files/files.tsx";
import { Icon } from "./icon.tsx";
import { words } from "./words.ts";

/** As the API's own limit of a question. */
const lengthMax = 2_000;

type ComposerOptions = {
  isWriting: boolean;
  placeholder: string;
  asking: Asking | null;
  files: Files | null;
  /** What is shown over the field. */
  children: ComponentChildren;
  onSend(text: string): void;
  onStop(): void;
};

/** Where the visitor writes. Enter sends, Shift and Enter begins a line, and what is too long can be seen and shortened. */
export function Composer({ isWriting, placeholder, asking, files, children, onSend, onStop }: ComposerOptions): VNode {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const length = text.trim().length;
  const canSend = (length > 0 || files?.isReady) && length <= lengthMax && !isWriting && !files?.isBusy;

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    const oneLine = element.offsetHeight;
    // A chat that is not open yet has no height, and keeps `auto`.
    if (oneLine) element.style.height = `${element.scrollHeight}px`;
    // The style lifts the form by what it has grown: what grows upwards by its layout would count as a layout shift.
    element.form?.parentElement?.style.setProperty("--grown", `${element.offsetHeight - oneLine}px`);
  }, [text]);

  function send(): void {
    if (!canSend) return;
    setText("");
    onSend(text);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // An input method's Enter confirms a word, and sends nothing.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {children}
      <div class="field">
        {files?.drawButton()}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={placeholder}
          aria-label={words.message}
          aria-describedby="count"
          aria-invalid={length > lengthMax}
          enterkeyhint="send"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {isWriting ? (
          <button type="button" class="send stop" aria-label={words.stop} title={words.stop} onClick={onStop}>
            <Icon name="stop" />
          </button>
        ) : (
          <button type="submit" class="send" aria-label={words.send} title={words.send} aria-disabled={!canSend}>
            <Icon name="send" />
          </button>
        )}
      </div>
      {asking?.drawCount(length, lengthMax)}
    </form>
  );
}
