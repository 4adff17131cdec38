import { useState } from "react";
import { t } from "../messages.ts";
import { addAddresses, addressesMax } from "./address-list.ts";
import { checkAddress, parseAddresses, type Address } from "./parse-addresses.ts";

export type Addresses = ReturnType<typeof useAddresses>;

/** The addresses of the field, what is being typed into it, and what happened last, in words. */
export function useAddresses() {
  const [list, setList] = useState<readonly Address[]>([]);
  const [text, setText] = useState("");
  const [notice, setNotice] = useState("");

  /** @returns the list as it is then */
  function add(added: readonly Address[], about = ""): readonly Address[] {
    const next = addAddresses(list, added);
    setList(next.list);
    const doubled = next.doubled > 0 && t("useAddresses.doubled", { count: next.doubled });
    const leftOut = next.leftOut > 0 && t("useAddresses.leftOut", { count: next.leftOut, max: addressesMax });
    setNotice([about, doubled, leftOut].filter(Boolean).join(" "));
    return next.list;
  }

  /** Makes what was typed addresses. */
  function commit(typed = text): readonly Address[] {
    setText("");
    return typed.trim() === "" ? list : add(parseAddresses(typed));
  }

  function remove({ text: gone }: Address) {
    setList(list.filter((address) => address.text !== gone));
    setNotice(t("useAddresses.removed", { gone }));
  }

  /** Takes one back into the text, to be corrected; what was being typed becomes an address. */
  function edit(address: Address) {
    const rest = list.filter((other) => other.text !== address.text);
    setList(text.trim() === "" ? rest : addAddresses(rest, parseAddresses(text)).list);
    setText(address.text);
    setNotice("");
  }

  /** What is left after a send, the refused ones with the server's reason. */
  function keep(next: readonly Address[]) {
    setList(next);
    setNotice("");
  }

  return { list, text, setText, notice, say: setNotice, add, commit, remove, edit, keep };
}

/** Whether what is typed is one whole address, so that a space ends it and does not part a name. */
export const isWhole = (text: string) => text.includes("@") && parseAddresses(text).every(({ error }) => error === null);

/** One that the server refused: it may be sent again as it is. */
export const refusedAddress = (email: string, reason: string): Address => ({ ...checkAddress(email), refused: reason });
