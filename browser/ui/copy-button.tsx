import { Check, Copy } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";

/** Copies a text, or one that is asked for by then; says so at the button itself. */
export function CopyButton({
  text,
  label = t("copyButton.copy"),
  onCopied,
  ...props
}: { text: string | (() => Promise<string>); label?: string; onCopied?: () => void } & Omit<
  ComponentProps<typeof Button>,
  "onClick" | "icon" | "children"
>) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    let asked: string;
    try {
      asked = typeof text === "string" ? text : await text();
    } catch (error) {
      toast.error(messageOf(error));
      return;
    }
    try {
      await navigator.clipboard.writeText(asked);
      setCopied(true);
      onCopied?.();
      setTimeout(() => setCopied(false), 2000);
    } catch {
      toast.error(t("copyButton.refused"));
    }
  }

  return (
    <Button
      {...props}
      icon={copied ? Check : Copy}
      onClick={() => void copy()}
      {...(props.square ? { "aria-label": copied ? t("copyButton.copied") : label } : {})}
    >
      {!props.square && <span aria-live="polite">{copied ? t("copyButton.copied") : label}</span>}
    </Button>
  );
}
