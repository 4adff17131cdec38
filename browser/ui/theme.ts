import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

/** The chosen theme and its setter. `/start.js` applies it, in this tab and all others. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, read), write];
}

function subscribe(changed: () => void): () => void {
  addEventListener("storage", changed);
  return () => removeEventListener("storage", changed);
}

function read(): Theme {
  const choice = localStorage.getItem("theme");
  return choice === "light" || choice === "dark" ? choice : "system";
}

function write(theme: Theme): void {
  if (theme === "system") localStorage.removeItem("theme");
  else localStorage.setItem("theme", theme);
  // The browser tells other tabs by itself; this one hears of it here.
  dispatchEvent(new StorageEvent("storage", { key: "theme" }));
}
