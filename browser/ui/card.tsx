import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** A panel on the page. */
export function Card({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("rounded-lg border bg-surface shadow-sm", className)} {...props} />;
}

/** The sunken line at a card's foot, with a hint at the left and its buttons at the right. */
export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "flex min-h-13 items-center justify-between gap-3 rounded-b-lg border-t bg-sunken px-5 py-2.5 text-sm text-soft",
        className,
      )}
      {...props}
    />
  );
}

/** Fields of a card that is a form; several blocks have lines between them. */
export function CardFields({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-col gap-5 border-t p-5 first:border-t-0", className)} {...props} />;
}
