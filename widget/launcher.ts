export type Launcher = { button: HTMLButtonElement; show(state: LauncherState): void };
type LauncherState = "closed" | "loading" | "open" | "failed";

const labels: Partial<Record<LauncherState, string>> = {
  closed: "Open chat",
  open: "Close chat",
  failed: "The chat could not be loaded. Try again",
};

const speechBubble = "M20 11.5a7.5 7.5 0 0 1-7.5 7.5c-1.2 0-2.4-.3-3.4-.8L4 19.5l1.3-4.6A7.5 7.5 0 1 1 20 11.5Z";
const chevronDown = "m6 9.5 6 6 6-6";

/** The button in the corner, with the agent's text on it while it is closed. `prepare` is called when a visitor is about to press it. */
export function createLauncher({
  text,
  words,
  toggle,
  prepare,
}: {
  text: string;
  words: typeof labels | undefined;
  toggle(isOpen: boolean): void;
  prepare(): void;
}): Launcher {
  const button = document.createElement("button");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.append(path);
  button.type = "button";
  button.className = "launcher";
  button.append(icon);
  let isOpen = false;
  const says = { ...labels, ...words };

  function show(state: LauncherState): void {
    isOpen = state === "open";
    button.replaceChildren(icon, isOpen ? "" : text);
    // What is written on it is its name, by which it can be called too.
    button.title = button.ariaLabel = (state === "closed" && text) || says[state] || says.closed!;
    button.ariaExpanded = `${isOpen}`;
    button.ariaBusy = `${state === "loading"}`;
    path.setAttribute("d", isOpen ? chevronDown : speechBubble);
  }

  show("closed");
  button.addEventListener("click", () => toggle(isOpen));
  button.addEventListener("pointerenter", prepare);
  button.addEventListener("focus", prepare);
  return { button, show };
}
