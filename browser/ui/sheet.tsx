import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";

/** A panel that slides over the page from its side: the sidebar of a phone at the left, details with their title at the right. */
export function Sheet({
  open,
  onClose,
  title,
  sentence,
  side = "right",
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  sentence?: ReactNode;
  side?: "left" | "right";
  children: ReactNode;
}) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[oklch(0.2_0.02_250/0.4)] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={cn(
            "motion-over fixed inset-y-0 z-40 flex flex-col bg-surface shadow-lg outline-none",
            side === "left" ? "left-0 w-[min(280px,100vw-48px)] bg-sunken" : "right-0 w-full sm:w-[min(560px,100vw-48px)]",
          )}
        >
          {side === "left" ? (
            <Base.Title className="sr-only">{title}</Base.Title>
          ) : (
            <header className="border-b py-4 pr-14 pl-5">
              <Base.Title className="text-lg font-semibold break-words">{title}</Base.Title>
              {sentence && <Base.Description className="text-soft">{sentence}</Base.Description>}
            </header>
          )}
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          {side === "right" && (
            <Base.Close
              render={<Button look="ghost" size="small" square icon={X} aria-label={t("sheet.close")} className="absolute top-4 right-4" />}
            />
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
