import { useEffect, useState } from "react";
import { formatAgo, formatDateTime } from "./format.ts";

const refreshMs = 30_000;

/** "2 min ago", kept true while it is shown; the exact time on hover. */
export function Ago({ time }: { time: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={time} title={formatDateTime(time)} className="whitespace-nowrap">
      {formatAgo(time, Math.max(now, Date.parse(time)))}
    </time>
  );
}
