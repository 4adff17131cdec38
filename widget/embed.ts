/** How the chat is put on a page. */
export type WidgetOptions = {
  /** The agent's id, `agt_…`. */
  agent: string;
  /** Where the installation answers, such as `https://chat.example.com`. */
  api: string;
  /** Shows the chat as a part of the page, in this element, instead of a button in the corner. */
  container?: HTMLElement;
  theme?: "light" | "dark" | "page";
  position?: "left" | "right";
};

/** What the page can hear of, and what it is told then. */
export type WidgetEvents = {
  /** The button is there, or the chat where it is a part of the page. */
  ready: null;
  open: null;
  close: null;
  /** The agent or a person has answered. */
  message: { conversation_id: string; message_id: string; role: "agent" | "person" };
  /** The visitor left their details. */
  lead: { conversation_id: string };
  /** Who answers: the agent; the agent, while a person is awaited; a person; or nobody, until the visitor writes again. */
  handover: { conversation_id: string; state: "agent" | "waiting" | "person" | "closed" };
};

export type Widget = {
  /** Shows the chat. Resolves once it stands. */
  open(): Promise<void>;
  /** Hides it. One that is a part of the page stays. */
  close(): Promise<void>;
  /**
   * Says who the visitor is, by a token that your server signed, or by a function that asks for one when it is needed; null: nobody
   * is signed in any more.
   */
  identify(token: Identity): void;
  /** Calls back whenever it happens; what it returns ends that. */
  on<Name extends keyof WidgetEvents>(name: Name, listener: (detail: WidgetEvents[Name]) => void): () => void;
  /** Takes the chat off the page. */
  destroy(): void;
};

type Identity = string | (() => string | Promise<string>) | null;

const tagName = "botcadence-widget";
type WidgetElement = HTMLElement & { open(): Promise<void>; close(): Promise<void>; identity?: Identity };

/**
 * Puts an agent's chat on the page. Where its script has done so already, with the same agent, this is that chat. In browsers that
 * are too old for it nothing is shown, and `open` does not resolve.
 */
export function createWidget({ agent, api, container, theme, position }: WidgetOptions): Widget {
  const home = api.replace(/\/$/, "");
  const standing = [...document.querySelectorAll<WidgetElement>(tagName)].find(
    (element) => element.getAttribute("agent") === agent && (container ? container.contains(element) : !isInline(element)),
  );
  const element = standing ?? (document.createElement(tagName) as WidgetElement);
  const ended = new AbortController();
  if (!standing) {
    const attributes = { agent, api: home, theme, position, mode: container && "inline" };
    for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
    (container ?? document.body).append(element);
  }
  loadScript(`${home}/widget.js`);

  async function defined(): Promise<WidgetElement> {
    await customElements.whenDefined(tagName);
    return element;
  }
  return {
    open: async () => (await defined()).open(),
    close: async () => (await defined()).close(),
    identify(token) {
      element.identity = token;
      element.dispatchEvent(new Event("botcadence:identify"));
    },
    on(name, listener) {
      let isHeard = true;
      const hear = (event: Event) => isHeard && listener((event as CustomEvent).detail ?? null);
      element.addEventListener(`botcadence:${name}`, hear, { signal: ended.signal });
      if (name === "ready") void defined().then(() => whenSeen(element, ended.signal, () => hear(new CustomEvent(name))));
      return () => {
        isHeard = false;
        element.removeEventListener(`botcadence:${name}`, hear);
      };
    },
    destroy() {
      ended.abort();
      // As long as its tag is there, the chat comes back.
      for (const tag of tagsOf(`${home}/widget.js`)) if (tag.dataset.agent === agent || tag.src.includes(agent)) tag.remove();
      element.remove();
    },
  };
}

/** Calls once the button or the chat is there. The script has no room for an event of its own. */
function whenSeen({ shadowRoot }: WidgetElement, signal: AbortSignal, call: () => void): void {
  const look = () => shadowRoot?.querySelector("button, .panel") && !signal.aborted;
  if (look()) return call();
  const observer = new MutationObserver(() => {
    if (!look()) return;
    observer.disconnect();
    call();
  });
  observer.observe(shadowRoot!, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
}

const isInline = (element: Element) => element.getAttribute("mode") === "inline";

const tagsOf = (address: string) =>
  [...document.querySelectorAll<HTMLScriptElement>("script[src]")].filter((tag) => tag.src.split("?")[0] === new URL(address).href);

type Policies = {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string };
};

function loadScript(address: string): void {
  if (customElements.get(tagName) || tagsOf(address).length > 0) return;
  const tag = document.createElement("script");
  const { trustedTypes } = window as { trustedTypes?: Policies };
  // A page that demands Trusted Types allows this policy by its name.
  tag.src = trustedTypes ? trustedTypes.createPolicy("botcadence", { createScriptURL: (text) => text }).createScriptURL(address) : address;
  tag.async = true;
  document.head.append(tag);
}
