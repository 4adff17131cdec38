/** @jsxImportSource preact */
import { render, type VNode } from "preact";
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
  const saved = openSavedSession(api, agentId);
  const chat = openChat(openVisitorApi(api, agentId, testPage), saved, onAnswer);
  const guard = new AbortController();
  // Inside the page the chat is a part of whatever holds it, such as a dialog with a focus trap of its own.
  if (!isInline) guardKeys(root, guard.signal);
  const container = document.createElement("div");
  container.className = "holder";
  frame.prepend(container);
  let isOpen = false;
  let placing = 0;
  let extra: VNode | null = null;
  const draw = () => render(<PanelView {...{ chat, isOpen, isInline, placing, onClose, extra }} />, container);
  let isStarted = false;
  /** Most agents ask for nothing: what draws a form is loaded where there is one. */
  async function ask() {
    const form = await (await fetch(`${api}/widget/v1/agents/${agentId}/lead-form`)).json();
    if (form.fields?.[0]) {
      extra = (await import("./lead-form.tsx")).leadForm({ form, api, chat, saved, isInline });
      draw();
    }
  }

  return {
    open() {
      if (!isStarted)
        void chat
          .start()
          .then(ask)
          .catch(() => {});
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
