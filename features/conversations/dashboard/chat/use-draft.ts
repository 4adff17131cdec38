import { useEffect, useRef, useState } from "react";

/** From this pause on what was typed is kept, so that not every letter is written. */
const pauseMs = 300;

/**
 * What somebody has begun to write, kept in this browser until it is sent.
 *
 * @param name whose it is and where it goes; another person's draft is never shown
 */
export function useDraft(name: string) {
  const key = `draft ${name}`;
  const [text, setText] = useState(() => read(key));
  const [kept, setKept] = useState(text);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
    const timer = setTimeout(
      () => {
        write(key, text);
        setKept(text);
      },
      text === "" ? 0 : pauseMs,
    );
    return () => clearTimeout(timer);
  }, [key, text]);
  // Another conversation is opened at once, without a pause.
  useEffect(() => () => write(key, latest.current), [key]);
  return { text, setText, isKept: text !== "" && kept === text };
}

/** A browser that keeps nothing, or has no room, loses drafts and nothing else. */
function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Said above.
  }
}
