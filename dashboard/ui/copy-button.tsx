import { Check, Copy } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { toast } from "sonner";
import { Button } from "./button.tsx";

/** Copies a text; says so at the button itself. */
export function CopyButton({
  text,
  label = "Copy",
  onCopied,
  ...props
}: { text: string; label?: string; onCopied?: () => void } & Omit<ComponentProps<typeof Button>, "onClick" | "icon" | "children">) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      onCopied?.();
      setTimeout(() => setCopied(false), 2000);
    } catch {
      toast.error("The browser did not allow copying. Select the text and copy it by hand.");
    }
  }

  return (
    <Button
      {...props}
      icon={copied ? Check : Copy}
      onClick={() => void copy()}
      {...(props.square ? { "aria-label": copied ? "Copied" : label } : {})}
    >
      {!props.square && <span aria-live="polite">{copied ? "Copied" : label}</span>}
    </Button>
  );
}
