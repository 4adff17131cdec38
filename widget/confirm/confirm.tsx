/** @jsxImportSource preact */
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Turn } from "../chat.ts";
import { confirmWords as words } from "../words.ts";

type ConfirmOptions = {
  asked: NonNullable<Turn["confirmation"]>;
  /** Tells the server, and resolves to whether that arrived. */
  onDecide(isConfirmed: boolean): Promise<boolean>;
};

/** What the agent would send in the visitor's name, and whether it is to. */
export function Confirm({ asked: { question, fields, sent_to, state: known, expires_at }, onDecide }: ConfirmOptions): VNode {
  const [step, setStep] = useState<"" | "sending" | "lost">("");
  const [isOver] = useState(() => Date.now() >= Date.parse(expires_at));
  const state = known === "open" && isOver ? "expired" : known;
  const asks = state === "open";
  const said = asks ? step && words[step] : words[state];

  async function decide(isConfirmed: boolean): Promise<void> {
    if (step === "sending") return;
    setStep("sending");
    setStep((await onDecide(isConfirmed)) ? "" : "lost");
  }

  return (
    <div class="card" role="group" aria-label={words.title}>
      <p class="head" dir="auto">
        {question || words.question}
      </p>
      {fields.map(({ name, value }) => (
        <p key={name} dir="auto">
          <span class="soft">{name}: </span>
          <bdi>{value}</bdi>
        </p>
      ))}
      <p class="soft">{words.sentTo(sent_to)}</p>
      {asks && (
        <div class="asks">
          <button type="button" class="plain" aria-disabled={step === "sending"} onClick={() => void decide(true)}>
            {words.yes}
          </button>
          <button type="button" class="plain" aria-disabled={step === "sending"} onClick={() => void decide(false)}>
            {words.no}
          </button>
        </div>
      )}
      <span role="status" class="soft">
        {said}
      </span>
    </div>
  );
}
