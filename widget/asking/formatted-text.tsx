/** @jsxImportSource preact */
import type { ComponentChild, VNode } from "preact";
import { parseText, type Inline } from "./parse-text.ts";

/** An answer's text as elements, with a caret behind what is still being written. Nothing in it is ever read as HTML. */
export function FormattedText({ text, isWriting }: { text: string; isWriting: boolean }): VNode {
  const blocks = parseText(text);
  // A new element at each step: one that moves along would count as a layout shift.
  const caret = isWriting && <i key={text.length} class="caret" />;
  return (
    <>
      {blocks.map((block, index) => {
        const end = index === blocks.length - 1 && caret;
        if (block.kind === "paragraph")
          return (
            <p key={index} dir="auto">
              {[...block.content.map(drawInline), end]}
            </p>
          );
        const last = block.items.length - 1;
        const items = block.items.map((item, place) => (
          <li key={place} dir="auto">
            {[...item.map(drawInline), place === last && end]}
          </li>
        ));
        return block.first === null ? (
          <ul key={index}>{items}</ul>
        ) : (
          <ol key={index} start={block.first}>
            {items}
          </ol>
        );
      })}
    </>
  );
}

export function WebLink({ url, children }: { url: string; children: ComponentChild }): VNode {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function drawInline(part: Inline): ComponentChild {
  if (part.kind === "strong") return <strong>{part.content.map(drawInline)}</strong>;
  if (part.kind === "code") return <code>{part.text}</code>;
  if (part.kind === "link") return <WebLink url={part.url}>{part.text}</WebLink>;
  return part.text;
}
