import { CircleAlert, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { cn } from "#browser/ui/cn.ts";
import { t } from "../messages.ts";
import type { Address } from "./parse-addresses.ts";

/** An address in the field; a wrong one in red, with what is wrong. A click takes it back into the text. */
export function AddressChip({
  address: { text, error, refused },
  onEdit,
  onRemove,
  onMove,
}: {
  address: Address;
  onEdit: () => void;
  onRemove: () => void;
  onMove: (step: -1 | 1) => void;
}) {
  const problem = error ?? refused;

  function onKeyDown(event: KeyboardEvent) {
    const acts: Record<string, () => void> = {
      ArrowLeft: () => onMove(-1),
      ArrowRight: () => onMove(1),
      Delete: onRemove,
      Backspace: onRemove,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <li
      className={cn(
        "inline-flex max-w-full items-center rounded-sm border text-sm",
        problem ? "border-bad bg-bad-soft text-bad" : "border-line bg-sunken text-text",
      )}
    >
      <button
        type="button"
        data-chip
        tabIndex={-1}
        title={problem ?? t("addressChip.edit")}
        aria-label={problem ? `${text}: ${problem}` : text}
        className="flex h-6.5 min-w-0 items-center gap-1.5 rounded-sm pl-2 pointer-coarse:h-9"
        onClick={onEdit}
        onKeyDown={onKeyDown}
      >
        {problem && <CircleAlert aria-hidden className="size-3.5 shrink-0" />}
        <span className="max-w-72 truncate">{text}</span>
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("addressChip.remove", { text })}
        className="flex h-6.5 w-6 shrink-0 items-center justify-center rounded-sm opacity-70 hover:opacity-100 pointer-coarse:size-9"
        onClick={onRemove}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}
