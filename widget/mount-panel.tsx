/** @jsxImportSource preact */
import { render } from "preact";
import { openChat, type AnswerDetail } from "./chat.ts";
import { Panel as PanelView } from "./panel.tsx";
import styles from "./panel.css?inline";
import { openSavedSession } from "./saved-session.ts";
import { openVisitorApi } from "./visitor-api.ts";

export type Panel = { open(): void; close(): void; restart(): void; remove(): void };
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
  const container = document.createElement("div");
  container.className = "holder";
  frame.prepend(container);
  const draw = (isOpen: boolean) => render(<PanelView chat={chat} isOpen={isOpen} isInline={isInline} onClose={onClose} />, container);
  let isStarted = false;

  return {
    open() {
      if (!isStarted) void chat.start();
      isStarted = true;
      draw(true);
    },
    close: () => draw(false),
    restart: () => void chat.restart(),
    remove() {
      chat.stop();
      render(null, container);
      container.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
