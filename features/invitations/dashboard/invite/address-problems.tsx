import { t } from "../messages.ts";
import type { Address } from "./parse-addresses.ts";

const shownMax = 5;

/** What is wrong with the red ones, in words. */
export function AddressProblems({ list }: { list: readonly Address[] }) {
  const wrong = list.filter(({ error, refused }) => error ?? refused);
  if (wrong.length === 0) return null;
  return (
    <ul aria-label={t("addressProblems.label")} className="mb-1.5 flex flex-col gap-0.5 text-bad">
      {wrong.slice(0, shownMax).map(({ text, error, refused }) => (
        <li key={text} className="[overflow-wrap:anywhere]">
          <b className="font-medium">{text.length > 60 ? `${text.slice(0, 60)}…` : text}</b>: {error ?? refused}
        </li>
      ))}
      {wrong.length > shownMax && <li>{t("addressProblems.more", { count: wrong.length - shownMax })}</li>}
    </ul>
  );
}
