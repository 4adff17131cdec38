import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

const variants = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-sm border font-medium whitespace-nowrap select-none transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:min-h-11",
  {
    variants: {
      look: {
        primary: "border-transparent bg-ink text-on-ink hover:bg-ink/88",
        secondary: "border-line-strong bg-surface text-text hover:bg-hover",
        ghost: "border-transparent bg-transparent text-soft hover:bg-hover hover:text-text",
        danger: "border-transparent bg-bad text-on-accent hover:bg-bad/88",
      },
      size: {
        small: "h-7 px-2.5 text-sm pointer-coarse:px-4",
        medium: "h-[34px] px-3 text-base",
        large: "h-[38px] px-4 text-base",
      },
      square: { true: "px-0", false: "" },
    },
    compoundVariants: [
      { square: true, size: "small", className: "w-7 pointer-coarse:min-w-11 pointer-coarse:px-0" },
      { square: true, size: "medium", className: "w-[34px] pointer-coarse:min-w-11" },
    ],
    defaultVariants: { look: "secondary", size: "medium", square: false },
  },
);

/** The classes of a button, for a link that looks like one: `<Link className={buttonClasses({ look: "primary" })}>`. */
export const buttonClasses = (options?: Parameters<typeof variants>[0]): string => cn(variants(options));

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof variants> & {
    icon?: LucideIcon;
    /** While its work runs: a spinner, and no second click. The button keeps the focus. */
    pending?: boolean;
  };

/** A button. One of a page is `primary`; `square` ones hold an icon alone and need an `aria-label`. */
export function Button({
  look,
  size,
  square,
  icon: Icon,
  pending = false,
  className,
  children,
  onClick,
  type = "button",
  ...props
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(buttonClasses({ look, size, square }), pending && "cursor-progress opacity-70", className)}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {pending ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : Icon && <Icon aria-hidden className="size-4" />}
      {children}
    </button>
  );
}
