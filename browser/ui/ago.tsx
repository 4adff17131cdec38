import { formatAgo, formatDateTime, formatSince } from "./format.ts";
import { useNow } from "./use-now.ts";

/** "2 min ago", or "2 min" where it is `short`, kept true while it is shown; the exact time on hover. */
export function Ago({ time, short = false }: { time: string; short?: boolean }) {
  const now = Math.max(useNow(), Date.parse(time));
  return (
    <time dateTime={time} title={formatDateTime(time)} className="whitespace-nowrap">
      {short ? formatSince(time, now) : formatAgo(time, now)}
    </time>
  );
}
