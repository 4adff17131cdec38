import type { WidgetLook } from "#features/conversations/contract.ts";
import { findLook } from "./find-look.ts";
import { createLauncher, type Launcher } from "./launcher.ts";
import type * as PanelModule from "./mount-panel.tsx";
import { noteClicks } from "./repeat-clicks.ts";
import { home } from "./script-tag.ts";
import styles from "./widget-element.css?inline";

/** The panel's file below /widget/, as the build named it. */
declare const PANEL_FILE: string;
/** In full: what a script of another origin imports has no address to be relative to. */
const panelAddress = `${home}/widget/${PANEL_FILE}`;

/**
 * <botcadence-widget agent="agt_…">: a launcher in a corner of the page, and the chat once it is opened. Attributes:
 * `mode="inline"` fills its container with the open chat, `api` names another installation than the script's,
 * `start` is how a conversation begins on the installation's own pages, as JSON; `theme` (`light`, `dark`, `page`) and `position` (`left`, `right`) go before what the agent says, `language` before those of page and browser.
 * What it emits, says `Told` in chat.ts.
 */
export class WidgetElement extends HTMLElement {
  static readonly observedAttributes = ["agent", "api", "theme", "position"];

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #frame = document.createElement("section");
  #launcher: Launcher | null = null;
  #panel: Promise<PanelModule.Panel> | null = null;
  #worn: Partial<WidgetLook> = {};
  #look: ReturnType<typeof findLook> | null = null;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.#root.adoptedStyleSheets = [sheet];
    this.#frame.ariaLabel = "Chat";
    this.#root.append(this.#frame);
    noteClicks(this.#root);
  }

  connectedCallback(): void {
    // Put back where it was taken from, it stands again before the page is drawn.
    if (!this.#launcher?.button.parentNode) return void this.#appear();
    this.#show();
    void this.#panel?.then((panel) => panel.putBack());
  }

  async #appear(): Promise<void> {
    const look = (this.#look ??= findLook(this.#api, this.#agentId, this.getAttribute("language")));
    const found = await look;
    if (!found || look !== this.#look || !this.isConnected) return;
    this.#wear(found);
    if (this.#isInline) return this.open();
    this.#launcher ??= createLauncher({
      text: found.launcher_text ?? "",
      words: found.launcher_words,
      toggle: (isOpen) => void (isOpen ? this.close() : this.open()),
      prepare: () => void this.#load().catch(() => {}),
    });
    this.#frame.prepend(this.#launcher.button);
    this.#show();
    // While a person is waited for or writes, the launcher tells of their messages.
    try {
      if (localStorage[`botcadence:${this.#api}:${this.#agentId}`]?.includes('"person"')) await this.#load();
    } catch {
      // Without storage nothing was kept, and what could not be loaded is tried again when the chat is opened.
    }
  }

  #wear(look: Partial<WidgetLook> = this.#worn): void {
    this.#worn = look;
    this.#frame.className = [this.getAttribute("theme") ?? look.theme, this.getAttribute("position") ?? look.position].join(" ");
    this.#frame.style.cssText = look.style ?? "";
  }

  #show(): void {
    this.#frame.popover = "manual";
    this.#frame.togglePopover(true);
  }

  disconnectedCallback(): void {
    // An element that is only being moved is connected again by then, and keeps its conversation.
    queueMicrotask(() => this.isConnected || this.#unload());
  }

  attributeChangedCallback(name: string): void {
    if (!this.#look) return;
    if (name[0] !== "a") return this.#wear();
    this.#look = null;
    this.#unload();
    this.#launcher?.button.remove();
    this.#launcher = null;
    this.connectedCallback();
  }

  /** Shows the chat and moves the focus into it. Resolves when it stands, or when it could not be loaded. */
  async open(): Promise<void> {
    this.#launcher?.show("loading");
    try {
      const panel = await this.#load();
      panel.open();
      this.#launcher?.show("open");
    } catch {
      this.#launcher?.show("failed");
    }
  }

  /** Hides the chat and moves the focus back to the launcher. An inline chat stays. */
  async close(): Promise<void> {
    if (this.#isInline || !this.#panel) return;
    (await this.#panel).close();
    this.#launcher?.show("closed");
    this.#launcher?.button.focus();
  }

  get #api(): string {
    return (this.getAttribute("api") ?? home).replace(/\/$/, "");
  }

  get #agentId(): string {
    return `${this.getAttribute("agent")}`;
  }

  get #isInline(): boolean {
    return this.getAttribute("mode") === "inline";
  }

  #load(): Promise<PanelModule.Panel> {
    this.#panel ??= this.#mount().catch((error: unknown) => {
      this.#panel = null;
      throw error;
    });
    return this.#panel;
  }

  async #mount(): Promise<PanelModule.Panel> {
    const { mountPanel }: typeof PanelModule = await import(/* @vite-ignore */ panelAddress);
    return mountPanel(this, this.#api, this.#agentId, this.#worn.language);
  }

  #unload(): void {
    void this.#panel?.then((panel) => panel.remove());
    this.#panel = null;
    this.#launcher?.show("closed");
  }
}
