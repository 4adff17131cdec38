/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { Turn } from "../chat.ts";
import type { Confirm as ConfirmCard } from "../confirm/confirm.tsx";

type Asked = NonNullable<Turn["confirmation"]>;

/**
 * Draws what is to be confirmed below an answer, once the card is loaded. Without it nothing is sent, and a page that is loaded again
 * tries again.
 */
export function openConfirms(tell: (messageId: string | undefined, confirmed: boolean) => Promise<void>, draw: () => void) {
  let Confirm: typeof ConfirmCard | null = null;
  let loading: Promise<void> | null = null;
  return (turn: Turn, asked: Asked): VNode | null => {
    loading ??= import("../confirm/confirm.tsx").then(
      (module) => {
        ({ Confirm } = module);
        draw();
      },
      () => {},
    );
    const decide = (confirmed: boolean) =>
      tell(turn.messageId, confirmed).then(
        () => true,
        () => false,
      );
    return Confirm && <Confirm asked={asked} onDecide={decide} />;
  };
}
