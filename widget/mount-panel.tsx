/** @jsxImportSource preact */
import { render } from "preact";
import { openChat, type Tell } from "./chat.ts";
import type { Asking } from "./asking/asking.tsx";
import type { Files } from "./files/files.tsx";
import type { Later } from "./later/later.tsx";
import { guardKeys } from "./guard-keys.ts";
import { isFormatted } from "./messages.tsx";
import { Panel as PanelView } from "./panel.tsx";
import styles from "./panel.css?inline";
import { spoken } from "./languages/spoken.ts";
import { openSavedSession } from "./saved-session.ts";
import { openVisitorApi } from "./visitor-api.ts";

export type Panel = {
  open(): void;
  close(): void;
  /** The page has taken it away and put it back, and the browser forgot how far it was scrolled. */
  putBack(): void;
  remove(): void;
};
/**
 * The page says who the visitor is by this property, a signed token, what makes one, or null for nobody, and the event
 * `botcadence:identify`.
 */
export type IdentifiableElement = Element & { identity?: string | (() => string | Promise<string>) | null };
type Host = Element & { close(): void };

const againMs = 5_000;

/**
 * Draws the chat into its element, beside the launcher, closed at first. This file and what it imports are loaded when a visitor opens
 * it. The element's `start` is what beginning a conversation sends along, as JSON; a session in it is the one that is continued.
 *
 * @param language of the chat's own words, by its code
 */
export async function mountPanel(host: Host, api: string, agentId: string, language = "en"): Promise<Panel> {
  if (language !== "en") await import("./languages/languages.ts").then(({ speak }) => speak(language)).catch(() => {});
  const root = host.shadowRoot!;
  const frame = root.querySelector("section")!;
  const begins = host.getAttribute("start");
  const isInline = host.getAttribute("mode") === "inline";
  const onClose = () => host.close();
  frame.lang = spoken.code;
  frame.dir = /ar|he/.test(spoken.code) ? "rtl" : "ltr";
  const saved = openSavedSession(api, agentId, begins);
  const tell: Tell = (name, detail) => host.dispatchEvent(new CustomEvent(`botcadence:${name}`, { detail, bubbles: true, composed: true }));
  const chat = openChat(openVisitorApi(api, agentId, begins, spoken.code), saved, tell);
  const guard = new AbortController();
  // Inside the page the chat is a part of whatever holds it, such as a dialog with a focus trap of its own.
  if (!isInline) guardKeys(root, guard.signal);
  const container = document.createElement("div");
  container.className = "holder";
  frame.prepend(container);
  let isOpen = false;
  let placing = 0;
  let asking: Asking | null = null;
  let later: Later | null = null;
  let files: Files | null = null;
  let identity: { tell(): void } | null = null;
  let loading: Promise<Later | null> | null = null;
  let isStarted = false;
  let isRemoved = false;

  function draw(): void {
    render(<PanelView {...{ chat, asking, later, files, isOpen, isInline, placing, onAskPerson, onClose }} />, container);
    later?.show(isOpen);
  }
  function start(): void {
    if (!isStarted) void chat.start();
    isStarted = true;
  }
  const sheets = [addSheet(styles)];
  function addSheet(text: string): CSSStyleSheet {
    const added = new CSSStyleSheet();
    added.replaceSync(text);
    root.adoptedStyleSheets.push(added);
    return added;
  }
  async function loadAsking(): Promise<Asking> {
    const loaded = await import("./asking/asking.tsx");
    if (!asking && !isRemoved) {
      ({ asking } = loaded);
      sheets.push(addSheet(asking.styles));
      draw();
    }
    return loaded.asking;
  }
  /** Without it the chat does what it can; soon it is tried again. */
  function loadLater(): Promise<Later | null> {
    loading ??= Promise.all([import("./later/later.tsx"), loadAsking()]).then(
      ([{ openLater }, loaded]) => {
        if (!isRemoved) later = openLater(chat, loaded, root, frame, draw);
        if (!isRemoved) draw();
        return later;
      },
      () => {
        setTimeout(() => (loading = null), againMs);
        return null;
      },
    );
    return loading;
  }
  function loadFiles(): void {
    import("./files/files.tsx").then(
      ({ openFiles }) => {
        if (files || isRemoved) return;
        files = openFiles(chat, api, root, draw);
        draw();
      },
      () => {},
    );
  }
  async function onAskPerson(): Promise<void> {
    await (await loadLater())?.askPerson();
  }
  /** Whom the page names. */
  async function identify(): Promise<void> {
    const { identity: given } = host as IdentifiableElement;
    if (given === undefined || identity) return identity?.tell();
    const { openIdentity } = await import("./identify/identify.ts");
    identity ??= openIdentity(chat, host);
    identity.tell();
  }
  host.addEventListener("botcadence:identify", () => void identify().catch(() => {}), { signal: guard.signal });
  chat.subscribe(() => {
    void identify().catch(() => {});
    const { asks, greeting, suggested_questions: questions, turns } = chat.state;
    if (!asking && isFormatted(greeting)) loadAsking().catch(() => {});
    if (asks || questions?.[0] || turns[0]) void loadLater();
    if (!files && turns.some(({ attachments }) => attachments)) loadFiles();
  });
  // With the first thing that somebody does in it: a chat that was opened alone loads no more.
  for (const name of ["pointerover", "keydown", "dragenter"])
    container.addEventListener(name, () => {
      if (!asking) loadAsking().catch(() => {});
      if (!files) loadFiles();
    });
  // Somebody may have written meanwhile: the launcher says so.
  if (saved.read()?.person) start();

  return {
    open() {
      start();
      isOpen = true;
      draw();
      tell("open", null);
    },
    close() {
      isOpen = false;
      draw();
      tell("close", null);
    },
    putBack() {
      placing++;
      draw();
    },
    remove() {
      guard.abort();
      chat.stop();
      isRemoved = true;
      later?.remove();
      files?.remove();
      render(null, container);
      container.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => !sheets.includes(other));
    },
  };
}
