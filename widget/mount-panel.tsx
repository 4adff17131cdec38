/** @jsxImportSource preact */
import { render } from "preact";
import { openChat, type AnswerDetail } from "./chat.ts";
import { guardKeys } from "./guard-keys.ts";
import { Panel as PanelView } from "./panel.tsx";
import styles from "./panel.css?inline";
import { openSavedSession } from "./saved-session.ts";
import { openVisitorApi } from "./visitor-api.ts";

export type Panel = {
  open(): void;
  close(): void;
  restart(): void;
  /** The page has taken it away and put it back, and the browser forgot how far it was scrolled. */
  putBack(): void;
  remove(): void;
};
type PanelOptions = {
  root: ShadowRoot;
  /** The element in `root` that the panel is drawn into. */
  frame: HTMLElement;
  api: string;
  agentId: string;
  testPage: string | null;
  isInline: boolean;
  onClose(): void;
  onAnswer(detail: AnswerDetail): void;
};

/** Draws the chat beside the launcher, closed at first. This file and what it imports are loaded when a visitor opens it. */
export function mountPanel({ root, frame, api, agentId, testPage, isInline, onClose, onAnswer }: PanelOptions): Panel {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets.push(sheet);
  const chat = openChat(openVisitorApi(api, agentId, testPage), openSavedSession(api, agentId), onAnswer);
  const guard = new AbortController();
  // Inside the page the chat is a part of whatever holds it, such as a dialog with a focus trap of its own.
  if (!isInline) guardKeys(root, guard.signal);
  const container = document.createElement("div");
  container.className = "holder";
  frame.prepend(container);
  let isOpen = false;
  let placing = 0;
  const draw = () => render(<PanelView {...{ chat, isOpen, isInline, placing, onClose }} />, container);
  let isStarted = false;

  return {
    open() {
      if (!isStarted) void chat.start();
      isStarted = true;
      isOpen = true;
      draw();
    },
    close() {
      isOpen = false;
      draw();
    },
    putBack() {
      placing++;
      draw();
    },
    restart: () => void chat.restart(),
    remove() {
      guard.abort();
      chat.stop();
      render(null, container);
      container.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
