/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Chat, Turn } from "../chat.ts";
import { filesWords as words } from "../words.ts";
import { Chosen, type ChosenFile } from "./chosen.tsx";
import styles from "./files.css?inline";
import { Sent, type Attachment } from "./sent.tsx";
import { uploadFile } from "./upload-file.ts";

/** Files that the visitor sends and reads. It is loaded with the first thing that somebody does in the chat. */
export type Files = {
  /** Whether some are there to be sent, and whether others are still on their way. */
  readonly isReady: boolean;
  readonly isBusy: boolean;
  /** Those that are ready, for the message that is sent now; undefined where none is. */
  take(): Turn["attachments"];
  /** Beside the field in which the visitor writes, and above it. */
  drawButton(): VNode;
  drawChosen(): VNode;
  /** With a message. */
  drawSent(attachments: readonly Attachment[]): VNode;
  remove(): void;
};

/** As the API's own limits. */
const bytesMax = 5_000_000;
const perMessageMax = 3;
const clip = "m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.4a1.6 1.6 0 0 1-2.3-2.3l7.8-7.8";
/** What the system's window offers; what a file is, follows from its content. */
const accept = "image/*,.pdf,.txt,.csv,.md,.log,.json";

export function openFiles(chat: Chat, api: string, root: ShadowRoot, draw: () => void): Files {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets.push(sheet);
  const end = new AbortController();
  const conversation = () => chat.saved.read()?.conversation_id;
  let uploadedTo = conversation();
  const addresses = new Map<string, Promise<string>>();
  let chosen: readonly ChosenFile[] = [];
  let hasTooMany = false;
  let isDropping = false;
  let lastKey = 0;

  function change(key: number, next: Partial<ChosenFile>): void {
    chosen = chosen.map((one) => (one.key === key ? { ...one, ...next } : one));
    draw();
  }

  async function upload({ key, file, stop }: ChosenFile): Promise<void> {
    change(key, { share: 0, sent: undefined, failure: undefined });
    try {
      change(key, { sent: await uploadFile({ chat, api, file, signal: stop.signal, onProgress: (share) => change(key, { share }) }) });
    } catch (error) {
      change(key, { failure: error as ChosenFile["failure"] });
    }
  }

  function add(files: readonly File[]): void {
    const room = perMessageMax - chosen.length;
    hasTooMany = files.length > room;
    const added = files.slice(0, room).map((file): ChosenFile => ({ key: (lastKey += 1), file, share: 0, stop: new AbortController() }));
    chosen = [...chosen, ...added];
    for (const one of added)
      if (one.file.size > bytesMax) change(one.key, { failure: { text: words.tooLarge, canRetry: false } });
      else void upload(one);
    draw();
    focusField();
  }
  function drop({ key, stop }: ChosenFile): void {
    stop.abort();
    chosen = chosen.filter((one) => one.key !== key);
    hasTooMany = false;
    draw();
    focusField();
  }
  const focusField = () => root.querySelector<HTMLElement>("form textarea")?.focus();

  /** Fetched with the token in the header, once a page. */
  function addressOf(id: string): Promise<string> {
    const known = addresses.get(id) ?? fetchAddress(id);
    addresses.set(id, known);
    known.catch(() => addresses.delete(id));
    return known;
  }
  async function fetchAddress(id: string): Promise<string> {
    const response = await chat.api.call(chat.saved.read()!, `/attachments/${id}`, {});
    return URL.createObjectURL(await response.blob());
  }

  function listen<Name extends keyof HTMLElementEventMap>(name: Name, hear: (event: HTMLElementEventMap[Name]) => void): void {
    root.addEventListener(name, hear as EventListener, { signal: end.signal });
  }
  function setDropping(next: boolean): void {
    if (next === isDropping) return;
    isDropping = next;
    draw();
  }
  listen("paste", ({ clipboardData: data }) => {
    // A copied table is a picture as well; the text is meant.
    if (data?.files.length && !data.types.includes("text/plain")) add([...data.files]);
  });
  listen("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    setDropping(true);
  });
  listen("dragleave", ({ relatedTarget }) => {
    if (!relatedTarget || !root.contains(relatedTarget as Node)) setDropping(false);
  });
  listen("drop", (event) => {
    setDropping(false);
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });

  // A message can name files of its own conversation alone: in another one that is begun they are uploaded again.
  const stopListening = chat.subscribe(() => {
    const before = uploadedTo;
    uploadedTo = conversation();
    if (before && uploadedTo && uploadedTo !== before) for (const one of chosen) if (one.sent) void upload(one);
  });

  return {
    get isReady() {
      return chosen.some(({ sent }) => sent);
    },
    get isBusy() {
      return chosen.some(({ sent, failure }) => !sent && !failure);
    },
    take() {
      const sent = chosen.flatMap((one) => one.sent ?? []);
      chosen = chosen.filter((one) => !one.sent);
      hasTooMany = false;
      return sent.length > 0 ? sent : undefined;
    },
    drawButton: () => (
      <>
        <input
          type="file"
          hidden
          multiple
          accept={accept}
          onChange={({ currentTarget: input }) => {
            add([...(input.files ?? [])]);
            // The same file chosen again is a change again.
            input.value = "";
          }}
        />
        <button
          type="button"
          class="icon attach"
          aria-label={words.attach}
          title={words.attach}
          onClick={({ currentTarget }) => (currentTarget.previousElementSibling as HTMLElement).click()}
        >
          <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
            <path d={clip} />
          </svg>
        </button>
      </>
    ),
    drawChosen: () => (
      <>
        {chosen.length > 0 && <Chosen chosen={chosen} onRetry={(one) => void upload(one)} onRemove={drop} />}
        {hasTooMany && (
          <p class="bad" role="alert">
            {words.tooMany}
          </p>
        )}
        {isDropping && <div class="dropping">{words.drop}</div>}
      </>
    ),
    drawSent: (attachments) => (
      <ul class="files" aria-label={words.sent}>
        {attachments.map((attachment) => (
          <li key={attachment.id}>
            <Sent attachment={attachment} addressOf={addressOf} />
          </li>
        ))}
      </ul>
    ),
    remove() {
      end.abort();
      stopListening();
      for (const { stop } of chosen) stop.abort();
      for (const address of addresses.values()) address.then(URL.revokeObjectURL, () => {});
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
