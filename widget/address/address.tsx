/** @jsxImportSource preact */
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Chat } from "../chat.ts";
import { Refusal } from "../visitor-api.ts";
import { addressWords as words } from "../words.ts";

/** Where a visitor who waits for a person leaves an address, so that the answer finds them. */
export function Address({ chat, onSent }: { chat: Chat; onSent(): Promise<void> }): VNode {
  const [email, setEmail] = useState("");
  const [wrong, setWrong] = useState("");

  async function send(field: HTMLInputElement | null): Promise<void> {
    const init = { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email }) };
    try {
      await chat.api.call(chat.saved.read()!, "/lead", init);
      // This field goes now, and who pressed Enter in it would press the next button.
      (field?.getRootNode() as ShadowRoot | undefined)?.querySelector<HTMLElement>("form textarea")?.focus();
      await onSent();
    } catch (error) {
      setWrong((error instanceof Refusal && error.fields["email"]) || words.failed);
    }
  }

  return (
    <span class="address">
      <input
        ref={(field) => field?.focus()}
        type="email"
        autocomplete="email"
        aria-label={words.email}
        placeholder={words.email}
        aria-invalid={wrong !== ""}
        aria-describedby="address-wrong"
        value={email}
        onInput={({ currentTarget: { value } }) => setEmail(value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.isComposing) void send(event.currentTarget);
        }}
      />
      <button type="button" class="plain" onClick={({ currentTarget }) => void send(currentTarget.parentElement!.querySelector("input"))}>
        {words.send}
      </button>
      <span id="address-wrong" role="alert" class="soft">
        {wrong}
      </span>
    </span>
  );
}
