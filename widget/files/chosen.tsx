/** @jsxImportSource preact */
import type { VNode } from "preact";
import { Icon } from "../icon.tsx";
import { filesWords as words } from "../words.ts";
import { sizeOf } from "./size-of.ts";
import type { Attachment } from "./sent.tsx";

/** `share`: how much has been uploaded, from 0 to 1. */
export type ChosenFile = {
  key: number;
  file: File;
  share: number;
  stop: AbortController;
  sent?: Attachment | undefined;
  failure?: { text: string; canRetry: boolean } | undefined;
};
type ChosenProps = { chosen: readonly ChosenFile[]; onRetry(one: ChosenFile): void; onRemove(one: ChosenFile): void };

/** The files of the message that is being written. */
export function Chosen({ chosen, onRetry, onRemove }: ChosenProps): VNode {
  return (
    <ul class="files chosen" aria-label={words.chosen}>
      {chosen.map((one) => {
        const { name, size } = one.file;
        return (
          <li key={one.key} class="file">
            <span>
              <bdi title={name}>{name}</bdi>
              {one.failure ? (
                <span class="bad" role="alert">
                  {one.failure.text}
                </span>
              ) : (
                <span class="soft">{sizeOf(size)}</span>
              )}
            </span>
            {!one.sent && !one.failure && <progress value={one.share} aria-label={words.uploading(name)} />}
            {one.failure?.canRetry && (
              <button
                type="button"
                class="icon"
                aria-label={words.tryAgain(name)}
                title={words.tryAgain(name)}
                onClick={() => onRetry(one)}
              >
                <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
                  <path d="M20 11a8 8 0 1 0-2 6m2-11v5h-5" />
                </svg>
              </button>
            )}
            <button type="button" class="icon" aria-label={words.remove(name)} title={words.remove(name)} onClick={() => onRemove(one)}>
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
