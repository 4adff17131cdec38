/** @jsxImportSource preact */
import type { RefObject, VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LeadForm } from "#features/leads/contract.ts";
import type { Chat } from "../chat.ts";
import { leadWords as words } from "../words.ts";
import styles from "./lead-form.css?inline";
import { FieldInput } from "./field-input.tsx";
import { Inquiry, isTimeToAsk } from "./inquiry.tsx";
import { note, refusalsOf, sendLead, whatWasDone, withdrawConsent } from "./send-lead.ts";

/** `isInline`: a part of the page, which keeps its focus where it is. */
type Options = { form: LeadForm; chat: Chat; isInline: boolean };

/** What asks a visitor who they are. */
export type LeadAsking = {
  /** Beside where the visitor writes: the way to the form, where they need not fill it in, or an address is wanted now. */
  drawOffer(isWanted: boolean): VNode | null;
  /** At the end of the chat: what is asked for in turn, from when it is time to until it is over. */
  drawInquiry(): VNode | null;
  /** The form, over the chat: until it was sent, where the agent asks before the first message; else once it was opened. */
  drawForm(): VNode | null;
  remove(): void;
};

/**
 * This file is loaded only where an agent has such a form.
 * @param draw draws the panel again
 */
export function openLeadForm(options: Options, root: ShadowRoot, draw: () => void): LeadAsking {
  const { form, chat } = options;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets.push(sheet);
  let isOpen = false;
  let said = "";
  /** In which conversation something is asked for in turn, and whether that is over. */
  let inquiring: string | null = null;
  let isOver = false;

  const isFirst = () => form.mode === "before" && chat.state.turns.length === 0;
  function isDone(): boolean {
    const session = chat.saved.read();
    return chat.state.phase !== "ready" || session === null || whatWasDone(session.conversation_id) !== null;
  }
  function hasAgreed(): boolean {
    const session = chat.saved.read();
    return session !== null && whatWasDone(session.conversation_id) === "agreed";
  }
  async function withdraw(): Promise<void> {
    said = await withdrawConsent(chat).then(
      () => words.withdrawn,
      () => words.notSent,
    );
    draw();
  }
  function show(next: boolean): void {
    isOpen = next;
    said = "";
    draw();
  }
  function end(isSent: boolean): void {
    const thanks = isSent && !isFirst();
    show(false);
    if (thanks) said = words.arrived;
    draw();
  }

  function endInquiry(isSent: boolean): void {
    isOver = true;
    said = isSent ? words.arrived : "";
    draw();
  }

  return {
    drawOffer(isWanted) {
      if (said)
        return (
          <span class="soft" role="status">
            {said}
          </span>
        );
      if (hasAgreed() && !isWanted)
        return (
          <button type="button" class="plain" onClick={() => void withdraw()}>
            {words.withdraw}
          </button>
        );
      if (!isWanted && (isDone() || form.mode !== "during")) return null;
      return (
        <button type="button" class="plain" onClick={() => show(true)}>
          {words.offer}
        </button>
      );
    },
    drawInquiry() {
      const id = chat.saved.read()?.conversation_id;
      if (form.mode !== "asked" || id === undefined || chat.state.phase !== "ready") return null;
      if (inquiring !== id) {
        if (whatWasDone(id) !== null || !isTimeToAsk(chat.state)) return null;
        inquiring = id;
        isOver = false;
        note(id, "skipped");
      } else if (isOver) return null;
      return <Inquiry key={id} form={form} chat={chat} onEnd={endInquiry} />;
    },
    drawForm: () => (isOpen || (isFirst() && !isDone()) ? <Cover {...options} isFirst={isFirst()} isOpen={isOpen} onEnd={end} /> : null),
    remove() {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

type CoverOptions = Options & { isFirst: boolean; onEnd(isSent: boolean): void };

function Cover({ isOpen, ...options }: CoverOptions & { isOpen: boolean }): VNode {
  const place = useRef<HTMLDivElement>(null);
  useCover(place, isOpen || !options.isInline);
  return (
    <div ref={place} class="lead" role="region" aria-labelledby="lead" tabIndex={-1}>
      <Fields {...options} />
    </div>
  );
}

type Typed = Readonly<Record<string, string>>;

function Fields({ form, isFirst, onEnd, chat }: CoverOptions): VNode {
  const [typed, setTyped] = useState<Typed>({});
  const [agrees, setAgrees] = useState(false);
  const [wrong, setWrong] = useState<Typed>({});
  const [isSending, setSending] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const sentence = form.consent_sentence;
  const canSkip = sentence === null && form.fields.every(({ required }) => !required);

  async function submit(event: Event) {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    const refusals = await sendLead(chat, form, typed, agrees, true).catch(() => ({ "": words.notSent }));
    setSending(false);
    setWrong(refusals ?? {});
    if (!refusals) return onEnd(true);
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }
  function leave() {
    const session = chat.saved.read();
    if (isFirst && session) note(session.conversation_id, "skipped");
    onEnd(false);
  }

  return (
    <form ref={element} noValidate onSubmit={(event) => void submit(event)}>
      <h2 id="lead">{isFirst ? words.title : words.titleDuring}</h2>
      {refusalsOf(wrong, form).map((text) => (
        <div key={text} class="wrong" role="alert">
          {text}
        </div>
      ))}
      {form.fields.map((field) => {
        const name = `lead-${field.name}`;
        const error = wrong[field.name];
        const ties = {
          id: name,
          "aria-required": field.required,
          "aria-invalid": error !== undefined,
          "aria-describedby": error && `${name}-wrong`,
          value: typed[field.name] ?? "",
          onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setTyped({ ...typed, [field.name]: value }),
        };
        return (
          <div key={field.name} class="one">
            <label htmlFor={name} dir="auto">
              {field.label} {!field.required && <span class="soft">({words.optional})</span>}
            </label>
            <FieldInput field={field} ties={ties} />
            {error && (
              <div id={`${name}-wrong`} class="wrong">
                {error}
              </div>
            )}
          </div>
        );
      })}
      {sentence !== null && (
        <div class="one">
          <label class="agree">
            <input
              type="checkbox"
              checked={agrees}
              aria-required
              aria-invalid={wrong.consent !== undefined}
              aria-describedby={wrong.consent && "lead-consent-wrong"}
              onInput={({ currentTarget: { checked } }) => setAgrees(checked)}
            />
            <span dir="auto">{sentence}</span>
          </label>
          {wrong.consent && (
            <div id="lead-consent-wrong" class="wrong">
              {wrong.consent}
            </div>
          )}
        </div>
      )}
      <div class="acts">
        <button type="submit" class="plain sends" aria-disabled={isSending}>
          {isSending ? words.sending : words.send}
        </button>
        {(!isFirst || canSkip) && (
          <button type="button" class="plain" onClick={leave}>
            {isFirst ? words.skip : words.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

/** While the form lies over the chat, nothing below it takes the focus; the header stays in reach. */
function useCover(place: RefObject<HTMLElement>, takesFocus: boolean): void {
  useLayoutEffect(() => {
    const element = place.current;
    const panel = element?.parentElement;
    if (!element || !panel) return;
    const header = panel.querySelector("header");
    const below = [...panel.children].filter((child) => child !== element && child !== header);
    for (const child of below) child.toggleAttribute("inert", true);
    panel.style.setProperty("--lead-top", `${header?.offsetHeight ?? 0}px`);
    // On a touch screen a field would bring up the keyboard before its label was read.
    const first = matchMedia("(pointer: coarse)").matches ? element : element.querySelector<HTMLElement>("input, select");
    if (takesFocus) first?.focus({ preventScroll: true });
    const goRound = (event: KeyboardEvent) => goRoundIn(panel, event);
    panel.addEventListener("keydown", goRound, true);
    return () => {
      panel.removeEventListener("keydown", goRound, true);
      for (const child of below) child.toggleAttribute("inert", false);
      if (takesFocus) panel.querySelector<HTMLElement>("form textarea")?.focus({ preventScroll: true });
    };
  }, [place, takesFocus]);
}

/** On the whole screen Tab goes round in the header and the form: what the panel itself knows to go to lies below. */
function goRoundIn(panel: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Tab" || panel.ariaModal !== "true") return;
  event.stopPropagation();
  const stops = [...panel.querySelectorAll<HTMLElement>("header button, .lead :is(input, select, button)")];
  const [first, last] = [stops[0], stops.at(-1)];
  const root = panel.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  if (focused !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
