/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { AskedForPerson } from "#features/conversations/contract/handover.ts";
import type { VisitorMessages } from "#features/conversations/contract.ts";
import type { Chat, Turn } from "../chat.ts";
import type { Asking } from "../asking/asking.tsx";
import type { Passage } from "../asking/suggestions.tsx";
import { Refusal } from "../visitor-api.ts";
import styles from "./later.css?inline";
import { openLive, type Heard } from "./live.ts";
import { mergeHistory } from "./merge-history.ts";
import type { Address as AddressField } from "../address/address.tsx";
import type { LeadAsking } from "../lead/lead-form.tsx";
import type { Rate as RateButtons } from "../rating/rate.tsx";
import { browserId } from "./browser-id.ts";
import { openConfirms } from "./open-confirms.tsx";
import { Starters } from "./starters.tsx";
import { spoken } from "../languages/spoken.ts";
import { openUnread } from "./unread.ts";
import { whatToExpect } from "./what-to-expect.ts";
import { laterWords as words } from "../words.ts";

/** What the chat can once something was asked: people, what is below an answer, ratings. It is loaded then. */
export type Later = {
  /** Who writes, where it is a person. */
  readonly person: { name: string; subtitle: string; placeholder: string } | null;
  /** A message of a person, or a line that says what happened. */
  drawTurn(turn: Turn): VNode;
  drawBelow(turn: Turn, isLast: boolean): VNode | null;
  drawEnd(): VNode | null;
  /** Above the field in which the visitor writes. */
  drawBar(): VNode | null;
  /** Over everything else: a passage that is read, or the form that asks who somebody is. */
  drawSheet(): VNode | null;
  askPerson(): Promise<void>;
  /** Whether the chat is open, inside a page that may be hidden. */
  show(isOpen: boolean): void;
  remove(): void;
};

const typingMs = 6_000;
const tellTypingMs = 3_000;

export function openLater(chat: Chat, asking: Asking, root: ShadowRoot, frame: HTMLElement, draw: () => void): Later {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets.push(sheet);
  const session = () => chat.saved.read();
  const unread = openUnread(chat, root, frame);
  let isOpen = false;
  let hasFailed = false;
  let isStale = false;
  let toldTypingAt = 0;
  let toldPage = "";
  let told = { of: session()?.conversation_id, state: chat.state.handover };
  let reading: Passage | null = null;
  let lead: LeadAsking | null = null;
  let Address: typeof AddressField | null = null;
  let Rate: typeof RateButtons | null = null;
  let loadingRate: Promise<void> | null = null;
  let isAskedFor = false;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let live: { of: string; attend: ReturnType<typeof openLive>["attend"] } | null = null;

  const isInPlay = () => chat.state.handover === "waiting" || chat.state.handover === "person";
  const hasBegun = () => chat.state.turns.length > 0;

  async function call(path: string, method: string, body: object): Promise<Response> {
    const init = { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    return chat.api.call(session()!, path, init);
  }

  function show(history: VisitorMessages): void {
    // While an answer comes, it alone changes what is shown.
    isStale = chat.isAsking;
    if (isStale) return;
    const { handover, rating, asked } = history;
    chat.update({ handover, rating, asked, turns: mergeHistory(chat.state.turns, history.data) });
  }
  async function refresh(): Promise<void> {
    const of = session();
    if (of) show(await chat.api.readMessages(of));
  }

  const drawConfirm = openConfirms(async (message_id, confirmed) => {
    await call("/confirm", "POST", { message_id, confirmed });
    await refresh();
  }, draw);

  function hear(heard: Heard): void {
    if ("history" in heard) return show(heard.history);
    const data = JSON.parse(heard.data);
    if (heard.event === "handover") {
      chat.update({ handover: data.state });
      // What they can expect.
      if (data.state === "waiting" && chat.state.asked?.state !== data.state) void refresh().catch(() => {});
    }
    if (heard.event === "typing") setTyping(true);
    if (heard.event !== "message" || chat.state.turns.some(({ messageId }) => messageId === data.id)) return;
    // An answer that this page has asked for comes by itself; one to a question on another is read together with it.
    if (data.role === "agent") return void (chat.isAsking || refresh().catch(() => {}));
    setTyping(false);
    if (data.role === "person") chat.tell("message", { conversation_id: session()!.conversation_id, message_id: data.id, role: data.role });
    const turn: Turn = { citations: [], state: "done", messageId: data.id, created_at: new Date().toISOString(), ...data };
    chat.update({ turns: [...chat.state.turns, turn] });
  }
  function setTyping(isTyping: boolean): void {
    clearTimeout(typing);
    typing = isTyping ? setTimeout(() => setTyping(false), typingMs) : undefined;
    chat.update({});
  }

  /** A button that has the focus may be gone after this change: the focus goes to what takes its place. */
  function keepFocus(): void {
    const within = root.activeElement?.closest(".bar, .asks, .starters");
    if (!within) return;
    // After the panel, which hears of the change first, has been drawn, and before any key.
    queueMicrotask(() => {
      // After a suggested question one writes the next.
      const target =
        (within.matches(".starters") ? null : root.querySelector<HTMLElement>(".bar button")) ??
        root.querySelector<HTMLElement>("form textarea");
      if (!root.activeElement) target?.focus();
    });
  }

  function attend(): void {
    keepFocus();
    tellHandover();
    if (isStale && !chat.isAsking) {
      isStale = false;
      void refresh().catch(() => {});
    }
    const isVisible = !document.hidden;
    unread.count(isOpen && isVisible);
    const of = session();
    if (!of || !hasBegun()) return void stop();
    if (live?.of !== of.conversation_id) {
      stop();
      live = { of: of.conversation_id, attend: liveOf(of.conversation_id) };
    }
    tellPage();
    live.attend(!isVisible ? "off" : isOpen ? "live" : isInPlay() ? "slow" : "off");
  }
  function stop(): void {
    live?.attend("off");
    live = null;
  }
  function liveOf(id: string) {
    return openLive({
      name: `botcadence ${id}`,
      isInPlay,
      hear: (heard) => session()?.conversation_id === id && hear(heard),
      read: () => chat.api.readMessages(session()!),
      async connect(lastId, signal) {
        const { body } = await chat.api.call(session()!, "/events", { headers: lastId ? { "Last-Event-ID": lastId } : {}, signal });
        return asking.readEvents(body!);
      },
    }).attend;
  }

  function tellHandover(): void {
    const { phase, handover: state } = chat.state;
    const conversation_id = session()?.conversation_id;
    if (phase !== "ready" || !conversation_id) return;
    // What a page finds when it opens, or a new conversation begins with, is no change.
    if (told.of === conversation_id && told.state !== state) chat.tell("handover", { conversation_id, state });
    told = { of: conversation_id, state };
  }

  /** The team sees where the visitor is, once something was said, and again on each further page. */
  function tellPage(): void {
    const page = `${session()?.conversation_id} ${location.origin}${location.pathname}`;
    // Before the API has a message, it keeps nothing of a visit.
    if (page === toldPage || document.hidden || chat.isAsking || !chat.state.turns.some(({ messageId }) => messageId)) return;
    toldPage = page;
    const of = { page: location.href, referrer: document.referrer, language: navigator.language, browser_id: browserId() };
    call("/visit", "POST", of).catch(() => {});
  }

  /** Asks for a person, or no longer. */
  async function wish(method: "POST" | "DELETE"): Promise<void> {
    hasFailed = false;
    try {
      const ask = () => call("/handover", method, {});
      const response = await ask().catch(async (error: unknown) => {
        if (!(error instanceof Refusal) || (error.status !== 401 && error.status !== 404)) throw error;
        await chat.begin();
        return ask();
      });
      const asked: AskedForPerson = await response.json();
      chat.update({ handover: asked.state, asked });
      await refresh();
    } catch {
      hasFailed = true;
      chat.update({});
    }
  }
  const askPerson = () => wish("POST");

  async function rate(rating: NonNullable<Turn["rating"]>, of: Turn | null): Promise<boolean> {
    try {
      await call("/rating", "POST", { ...rating, message_id: of?.messageId });
    } catch {
      return false;
    }
    if (of) chat.update({ turns: chat.state.turns.map((turn) => (turn.id === of.id ? { ...turn, rating } : turn)) });
    else chat.update({ rating });
    return true;
  }

  function read(passage: Passage | null): void {
    reading = passage;
    draw();
  }
  const endReading = () => read(null);

  /** The team sees that the visitor writes to them. */
  function tellTyping({ target }: Event): void {
    const isMessage = target instanceof HTMLElement && target.matches("form textarea");
    if (!isMessage || !isInPlay() || Date.now() < toldTypingAt + tellTypingMs) return;
    toldTypingAt = Date.now();
    call("/typing", "POST", {}).catch(() => {});
  }

  /** What asks who somebody is; once a page, and again with the next opening where it could not be had. */
  async function loadForm(): Promise<void> {
    if (isAskedFor || !chat.state.asks) return;
    isAskedFor = true;
    try {
      const form = await (await chat.api.call(session()!, "/lead-form", {})).json();
      const { openLeadForm } = await import("../lead/lead-form.tsx");
      lead = openLeadForm({ form, chat, isInline: root.querySelector(".inline") !== null }, root, draw);
      draw();
    } catch {
      isAskedFor = false;
    }
  }

  async function loadAddress(): Promise<void> {
    hasFailed = false;
    try {
      ({ Address } = await import("../address/address.tsx"));
    } catch {
      hasFailed = true;
    }
    draw();
  }

  /** Drawn once it is there; without it nobody misses anything. */
  function drawRate(options: Parameters<typeof RateButtons>[0]): VNode | null {
    loadingRate ??= import("../rating/rate.tsx").then(
      (module) => {
        ({ Rate } = module);
        draw();
      },
      () => {},
    );
    return Rate && <Rate {...options} />;
  }

  function drawAddress(): VNode {
    if (Address) return <Address chat={chat} onSent={refresh} />;
    return (
      <button type="button" class="plain" onClick={loadAddress}>
        {words.getByMail}
      </button>
    );
  }

  const stopListening = chat.subscribe(attend);
  root.addEventListener("input", tellTyping);
  document.addEventListener("visibilitychange", attend);

  return {
    get person() {
      const { handover, turns } = chat.state;
      const name = handover === "person" ? turns.findLast(({ role, name }) => role !== "agent" && name)?.name : "";
      return name ? { name, subtitle: words.team, placeholder: words.writeTo(name) } : null;
    },
    drawTurn(turn) {
      if (turn.role === "system")
        return (
          <div class="line soft">
            <span dir="auto">{turn.text}</span>
          </div>
        );
      return (
        <>
          {turn.text && (
            <div class="bubble">
              <span class="sr">{`${turn.name}: `}</span>
              {asking.drawText(turn.text)}
            </div>
          )}
          <div class="soft" aria-hidden="true">
            <bdi>{turn.name}</bdi> · {timeOf(turn.created_at)}
          </div>
        </>
      );
    },
    drawBelow(turn, isLast) {
      const { handsOver, handover } = chat.state;
      const { outcome, messageId, rating, contact, citations, confirmation } = turn;
      if (!outcome && !contact && !citations.length) return null;
      const mayAsk = isLast && handsOver && handover === "agent" && (outcome === "suggested" || outcome === "declined");
      return (
        <>
          {asking.drawSources(turn, read)}
          {confirmation && drawConfirm(turn, confirmation)}
          {(contact || mayAsk) && (
            <div class="asks">
              {contact && (
                <a class="plain call" href={`tel:${contact.number}`}>
                  {words.call(contact.international)}
                </a>
              )}
              {mayAsk && (
                <button type="button" class="plain" onClick={askPerson}>
                  {words.person}
                </button>
              )}
            </div>
          )}
          {messageId &&
            (outcome === "answered" || outcome === "suggested") &&
            (isLast || rating) &&
            drawRate({ of: "answer", rating, mayComment: isLast, onRate: (given) => rate(given, turn) })}
        </>
      );
    },
    drawEnd() {
      const { handover, rating, turns, asked, asks } = chat.state;
      if (handover === "closed" && hasBegun())
        return drawRate({ of: "conversation", rating, mayComment: true, onRate: (given) => rate(given, null) });
      const inquiry = typing ? null : lead?.drawInquiry();
      if (inquiry) return inquiry;
      if (!hasBegun()) return <Starters questions={chat.state.suggested_questions ?? []} onAsk={(question) => void chat.send(question)} />;
      const expects = handover === "waiting" && !typing && whatToExpect(asked);
      const wantsAddress = isInPlay() && asked?.by_mail === "needs_address";
      if (expects || (wantsAddress && !typing))
        return (
          <div class="asks soft">
            {expects}
            {wantsAddress && (asks ? lead?.drawOffer(true) : drawAddress())}
          </div>
        );
      if (!typing) return null;
      return (
        <span class="dots bubble">
          <span class="sr">{words.isWriting(turns.findLast(({ role }) => role === "person")?.name ?? "")}</span>
          <i />
          <i />
          <i />
        </span>
      );
    },
    drawBar() {
      const { handover, asked } = chat.state;
      if (handover !== "waiting") return hasFailed ? <span class="soft">{words.failed}</span> : (lead?.drawOffer(false) ?? null);
      return (
        <>
          <span class="soft" dir="auto">
            {hasFailed ? words.failed : asked?.expected || words.waiting}
          </span>
          <button type="button" class="plain" onClick={() => wish("DELETE")}>
            {words.cancel}
          </button>
        </>
      );
    },
    drawSheet: () => (reading ? asking.drawPassage(reading, endReading) : (lead?.drawForm() ?? null)),
    askPerson,
    show(next) {
      isOpen = next;
      if (next) void loadForm();
      attend();
    },
    remove() {
      stop();
      stopListening();
      clearTimeout(typing);
      root.removeEventListener("input", tellTyping);
      document.removeEventListener("visibilitychange", attend);
      unread.remove();
      lead?.remove();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

function timeOf(time: string | undefined): string {
  return time ? new Date(time).toLocaleTimeString(spoken.code, { hour: "numeric", minute: "2-digit" }) : "";
}
