/** @jsxImportSource preact */
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { LeadForm } from "#features/leads/contract.ts";
import type { Chat, ChatState } from "../chat.ts";
import { leadWords as words } from "../words.ts";
import { FieldInput } from "./field-input.tsx";
import { sendLead } from "./send-lead.ts";

/** An email address or a phone number, as people write them. What it says is not taken over: it may be somebody else's. */
const address = /[^\s@]+@[^\s@]+\.[^\s@]{2,}|\d(?:[\s().\-/]*\d){6,}/;

/** Whether the team may want to get back to the visitor. */
export const isTimeToAsk = ({ handover, turns }: Pick<ChatState, "handover" | "turns">): boolean =>
  !turns.some(({ state }) => state === "writing") &&
  (handover === "waiting" ||
    handover === "person" ||
    turns.some(({ role, text, outcome }) => outcome === "declined" || (role === "visitor" && address.test(text))));

type Props = { form: LeadForm; chat: Chat; onEnd(isSent: boolean): void };

/** Asks for one thing after the other. Nothing is sent before the visitor has agreed to what they agree to, and each can be skipped. */
export function Inquiry({ form, chat, onEnd }: Props): VNode {
  const sentence = form.consent_sentence;
  const [step, setStep] = useState(sentence === null ? 0 : -1);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const [isSending, setSending] = useState(false);
  const [hasSent, setSent] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    element.current?.scrollIntoView({ block: "nearest" });
    if (!isFirst.current) element.current?.querySelector<HTMLElement>("input, select")?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [step]);
  const field = form.fields[step];
  const question = field ? (words.questions[field.name] ?? field.label) : (sentence ?? "");

  function go(sent: boolean): void {
    setWrong("");
    setText("");
    if (step + 1 === form.fields.length) onEnd(sent);
    else setStep(step + 1);
  }
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (isSending) return;
    if (!field || text.trim() === "") return go(hasSent);
    setSending(true);
    const one = { ...form, fields: [field] };
    const refusals = await sendLead(chat, one, { [field.name]: text }, sentence !== null, false).catch(() => ({ "": words.notSent }));
    setSending(false);
    if (refusals) return setWrong(Object.values(refusals).join(" "));
    setSent(true);
    go(true);
  }

  return (
    <form ref={element} class="inquiry bubble" noValidate aria-labelledby="inquiry" onSubmit={(event) => void submit(event)}>
      <label id="inquiry" htmlFor={field && "inquiry-answer"} dir="auto">
        {question}
      </label>
      {field && (
        <FieldInput
          key={field.name}
          field={field}
          ties={{
            id: "inquiry-answer",
            value: text,
            "aria-invalid": wrong !== "",
            "aria-describedby": wrong === "" ? undefined : "inquiry-wrong",
            onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setText(value),
          }}
        />
      )}
      {wrong && (
        <div id="inquiry-wrong" class="wrong" role="alert">
          {wrong}
        </div>
      )}
      <div class="acts">
        <button type="submit" class="plain sends" aria-disabled={isSending}>
          {!field ? words.agree : isSending ? words.sending : words.send}
        </button>
        <button type="button" class="plain" onClick={() => (field ? go(hasSent) : onEnd(false))}>
          {field ? words.skip : words.refuse}
        </button>
      </div>
    </form>
  );
}
