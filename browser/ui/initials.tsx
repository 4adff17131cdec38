import { cn } from "./cn.ts";

const looks = {
  selected: "rounded-sm bg-accent text-on-accent",
  plain: "rounded-sm bg-hover text-soft",
  person: "rounded-full bg-accent-soft text-accent",
};
const sizes = { tiny: "size-5 text-[10px]", small: "size-6 text-[10px]", medium: "size-8 text-xs", large: "size-9 text-sm" };

/** Up to two letters for a person or an organization; decoration beside the name. */
export function Initials({ name, look, size = "small" }: { name: string; look: keyof typeof looks; size?: keyof typeof sizes }) {
  return (
    <span aria-hidden className={cn("inline-flex shrink-0 items-center justify-center font-semibold", looks[look], sizes[size])}>
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._@-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = Array.from(words[0] ?? "?")[0] ?? "?";
  const second = Array.from(words[1] ?? "")[0] ?? (words.length === 1 ? (Array.from(words[0] ?? "")[1] ?? "") : "");
  return (first + second).toUpperCase();
}
