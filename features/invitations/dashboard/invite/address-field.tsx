import { useRef, type ClipboardEvent, type KeyboardEvent, type Ref } from "react";
import { cn } from "#browser/ui/cn.ts";
import { t } from "../messages.ts";
import { AddressChip } from "./address-chip.tsx";
import { parseAddresses } from "./parse-addresses.ts";
import { isWhole, type Addresses } from "./use-addresses.ts";

type Ties = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/**
 * Takes addresses as they are typed or pasted and shows each as a chip. The left arrow leads from the text to the chips;
 * there Enter takes one back into the text and Delete removes it.
 */
export function AddressField({
  ties,
  addresses,
  isOver,
  ref,
}: {
  ties: Ties;
  addresses: Addresses;
  isOver: boolean;
  ref: Ref<HTMLInputElement>;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { list, text, setText, commit, add, edit, remove } = addresses;

  const input = () => box.current?.querySelector<HTMLInputElement>("input");
  /** Moves among the chips, and from the last one to the text. */
  function focusChip(index: number) {
    const chips = box.current?.querySelectorAll<HTMLElement>("[data-chip]") ?? [];
    (chips[Math.max(0, index)] ?? input())?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const { key, currentTarget, nativeEvent } = event;
    if (nativeEvent.isComposing) return;
    const isEmpty = text.trim() === "";
    const inQuotes = (text.match(/"/g)?.length ?? 0) % 2 === 1;
    const ends = ((key === "," || key === ";") && !inQuotes) || key === "Enter" || key === "Tab" || (key === " " && isWhole(text));
    if (ends && !isEmpty && !(key === "Tab" && event.shiftKey)) {
      event.preventDefault();
      commit();
    } else if (ends && isEmpty && key !== "Enter" && key !== "Tab") event.preventDefault();
    else if (key === "Backspace" && text === "" && list.length > 0) {
      event.preventDefault();
      edit(list.at(-1)!);
    } else if (key === "ArrowLeft" && currentTarget.selectionEnd === 0 && list.length > 0) {
      event.preventDefault();
      focusChip(list.length - 1);
    }
  }

  function onPaste(event: ClipboardEvent<HTMLInputElement>) {
    const pasted = event.clipboardData.getData("text");
    const found = parseAddresses(pasted);
    // A part of an address goes into the text as it is.
    if (found.length < 2 && !(text === "" && found.some(({ error }) => error === null))) return;
    event.preventDefault();
    setText("");
    add([...parseAddresses(text), ...found], found.length > 1 ? t("addressField.pasted", { count: found.length }) : "");
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a click beside the text is a click on it; keys need none
    <div
      ref={box}
      role="group"
      className={cn(
        "flex max-h-52 min-h-24 cursor-text flex-wrap content-start items-start gap-1.5 overflow-y-auto rounded-sm border border-line-strong bg-surface p-1.5 hover:border-soft has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent",
        ties["aria-invalid"] && "border-bad",
        isOver && "border-dashed border-accent bg-accent-soft",
      )}
      onMouseDown={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        input()?.focus();
      }}
    >
      {list.length > 0 && (
        <ul aria-label={t("addressField.addresses")} className="contents">
          {list.map((address, index) => (
            <AddressChip
              key={address.text}
              address={address}
              onEdit={() => {
                edit(address);
                input()?.focus();
              }}
              onRemove={() => {
                focusChip(index + 1);
                remove(address);
              }}
              onMove={(step) => focusChip(index + step)}
            />
          ))}
        </ul>
      )}
      <input
        {...ties}
        ref={ref}
        type="text"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={list.length === 0 ? t("addressField.example") : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => text.trim() !== "" && commit()}
        className="h-7 min-w-40 flex-1 bg-transparent px-1 text-base outline-none placeholder:text-soft pointer-coarse:h-9 pointer-coarse:text-lg"
      />
    </div>
  );
}
