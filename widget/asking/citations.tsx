/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Turn } from "../chat.ts";
import { WebLink } from "./formatted-text.tsx";
import { Icon } from "../icon.tsx";
import { webAddress } from "./parse-text.ts";
import { askingWords as words } from "../words.ts";

/** What an answer rests on: a chip each, which opens to the quoted passage. */
export function Citations({ citations }: { citations: Turn["citations"] }): VNode {
  return (
    <div class="citations" role="group" aria-label={words.sources}>
      {citations.map(({ title, url, text }, index) => {
        const address = webAddress(url);
        return (
          <details key={index} onToggle={(event) => event.currentTarget.open && event.currentTarget.scrollIntoView({ block: "nearest" })}>
            <summary title={title}>
              <Icon name="document" />
              <span dir="auto">{title}</span>
            </summary>
            <blockquote dir="auto">{text}</blockquote>
            {address && <WebLink url={address}>{words.openPage}</WebLink>}
          </details>
        );
      })}
    </div>
  );
}
