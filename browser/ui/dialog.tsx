import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { createContext, use, useCallback, useRef, type ComponentProps, type ReactNode, type RefObject } from "react";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  sentence?: ReactNode;
  children: ReactNode;
  /** `wide` for tables and previews. */
  width?: "normal" | "wide";
  /** What gets the focus; the first field otherwise. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** What gets it when it closes, where that is not what had it before. */
  finalFocus?: RefObject<HTMLElement | null>;
};

/** A window over the page. Escape closes it and the focus returns to where it came from. Its last child is DialogActions. */
export function Dialog({ open, onClose, title, sentence, children, width = "normal", initialFocus, finalFocus }: DialogProps) {
  const ask = useRef<(() => void) | null>(null);
  const holdOpen = useCallback((instead: () => void) => {
    ask.current = instead;
    return () => void (ask.current = null);
  }, []);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && (ask.current ?? onClose)()}>
      <Base.Portal>
        <Base.Backdrop
          forceRender
          className="fixed inset-0 z-40 bg-[oklch(0.2_0.02_250/0.4)] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <Base.Viewport className="fixed inset-0 z-40 flex justify-center overflow-y-auto sm:p-4">
          <Base.Popup
            initialFocus={initialFocus}
            finalFocus={finalFocus}
            className={`motion-over relative mt-auto flex max-h-full w-full flex-col rounded-t-lg bg-surface shadow-lg outline-none sm:my-auto sm:rounded-lg [&>form]:contents ${width === "wide" ? "sm:max-w-3xl" : "sm:max-w-[520px]"}`}
          >
            <header className="shrink-0 px-5 pt-5 pr-14">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {sentence && <Base.Description className="text-soft">{sentence}</Base.Description>}
            </header>
            <DialogContext value={{ close: onClose, holdOpen }}>{children}</DialogContext>
            <Base.Close
              render={
                <Button look="ghost" size="small" square icon={X} aria-label={t("dialog.close")} className="absolute top-4 right-4" />
              }
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** A button that closes the dialog around it, as Escape does: where something would be lost, it asks first. */
export function DialogClose(props: Pick<ComponentProps<typeof Button>, "children" | "look" | "ref">) {
  return <Base.Close render={<Button {...props} />} />;
}

type DialogHandle = {
  close: () => void;
  /** Asks in place of closing, while something would be lost; answers what ends that. */
  holdOpen: (ask: () => void) => () => void;
};

const DialogContext = createContext<DialogHandle | null>(null);

/** The dialog around it, to close it unasked or to hold it open; null on a page. */
export const useDialog = (): DialogHandle | null => use(DialogContext);

/** What a dialog holds between its title and its buttons; it scrolls where the window is too low for all of it. */
export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-5 *:shrink-0">{children}</div>;
}

/** The buttons at a dialog's foot: what leaves first, what acts last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className="flex shrink-0 justify-end gap-2 border-t px-5 py-3">{children}</footer>;
}
