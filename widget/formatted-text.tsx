/** @jsxImportSource preact */
import type { ComponentChild, VNode } from "preact";
import { parseText, type Inline } from "./parse-text.ts";

/** An answer's text as elements. Nothing in it is ever read as HTML. */
export function FormattedText({ text }: { text: string }): VNode {
  return (
    <>
      {parseText(text).map((block) => {
        if (block.kind === "paragraph") return <p dir="auto">{block.content.map(drawInline)}</p>;
        const items = block.items.map((item) => <li dir="auto">{item.map(drawInline)}</li>);
        return block.first === null ? <ul>{items}</ul> : <ol start={block.first}>{items}</ol>;
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
