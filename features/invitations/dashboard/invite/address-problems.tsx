import { formatCount } from "#browser/ui/format.ts";
import type { Address } from "./parse-addresses.ts";

const shownMax = 5;

/** What is wrong with the red ones, in words. */
export function AddressProblems({ list }: { list: readonly Address[] }) {
  const wrong = list.filter(({ error, refused }) => error ?? refused);
  if (wrong.length === 0) return null;
  return (
    <ul aria-label="What is wrong" className="mb-1.5 flex flex-col gap-0.5 text-bad">
      {wrong.slice(0, shownMax).map(({ text, error, refused }) => (
        <li key={text} className="[overflow-wrap:anywhere]">
          <b className="font-medium">{text.length > 60 ? `${text.slice(0, 60)}…` : text}</b>: {error ?? refused}
        </li>
      ))}
      {wrong.length > shownMax && <li>{`And ${formatCount(wrong.length - shownMax, "more", "more")}.`}</li>}
    </ul>
  );
}
