import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const tones = {
  info: { icon: Info, classes: "bg-accent-soft text-accent" },
  warn: { icon: TriangleAlert, classes: "bg-warn-soft text-warn" },
  bad: { icon: CircleAlert, classes: "bg-bad-soft text-bad" },
};

/** A sentence above what it concerns, with what one can do about it at the right. */
export function Banner({
  tone = "info",
  action,
  className,
  children,
}: {
  tone?: keyof typeof tones;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const { icon: Icon, classes } = tones[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={cn("flex items-start gap-3 rounded-md px-4 py-2.5 font-medium", classes, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action && <div className="shrink-0 underline underline-offset-2">{action}</div>}
    </div>
  );
}
