import { Handover } from "../../contract/handover.ts";
import { handoverEvents, meanings, transitions } from "./transitions.ts";

/** State × event as a Markdown table, for the docs: to which state an event leads. */
export function handoverTable(): string {
  const states = Handover.options;
  const rows = handoverEvents.map((event) => [meanings[event], ...states.map((state) => cell(state, transitions[state][event]))]);
  return [["What happens", ...states.map(code)], ["---", ...states.map(() => "---")], ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

const code = (state: Handover) => `\`${state}\``;
const cell = (from: Handover, to: Handover | undefined) => (to === undefined ? "refused" : to === from ? "stays" : code(to));
