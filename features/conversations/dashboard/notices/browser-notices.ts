import { useState } from "react";

/** Whether this browser tells of what waits. `refused`: it was told not to let this site; `missing`: it cannot. */
export type BrowserNotices = "on" | "off" | "refused" | "missing";

const key = "notices";

export function browserNotices(): BrowserNotices {
  if (typeof Notification === "undefined" || !isSecureContext) return "missing";
  if (Notification.permission === "denied") return "refused";
  return Notification.permission === "granted" && isWanted() ? "on" : "off";
}

/** The state with what changes it. The browser asks only where somebody pressed the button. */
export function useBrowserNotices(): { state: BrowserNotices; turnOn: () => Promise<void>; turnOff: () => void } {
  const [state, setState] = useState(browserNotices);
  return {
    state,
    async turnOn() {
      want(true);
      await Notification.requestPermission();
      setState(browserNotices());
    },
    turnOff() {
      want(false);
      setState(browserNotices());
    },
  };
}

/** Shows one in place of the last of the same tag, so that several tabs show one. */
export function notify(title: string, { body, tag, onClick }: { body: string; tag: string; onClick: () => void }): void {
  try {
    const notice = new Notification(title, { body, tag });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
      onClick();
    });
  } catch {
    // Browsers of phones have the name and allow it to no page.
  }
}

/** A browser that keeps nothing shows none. */
function isWanted(): boolean {
  try {
    return localStorage.getItem(key) === "on";
  } catch {
    return false;
  }
}

function want(is: boolean): void {
  try {
    if (is) localStorage.setItem(key, "on");
    else localStorage.removeItem(key);
  } catch {
    // Said above.
  }
}
