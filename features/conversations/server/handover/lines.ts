import { unnamedMember } from "#features/identity/contract/names.ts";
import type { HandoverEvent } from "./transitions.ts";

/** What a line of a conversation tells of: its state, or that somebody else has it now. */
export type LineEvent = HandoverEvent | "assign";

/** As the team reads it, and as the visitor does. `{name}`: who of the team did it, or has it now. */
const lines: Record<LineEvent, { team: string; visitor: string }> = {
  ask: { team: "The visitor asked for a person.", visitor: "You asked for a person." },
  refer: { team: "A rule of the agent asked for a person.", visitor: "A person of the team was asked to help." },
  take_back: { team: "The visitor no longer waits for a person.", visitor: "You no longer wait for a person." },
  take_over: { team: "{name} took over.", visitor: "{name} is here now." },
  assign: { team: "{name} has it now.", visitor: "{name} is here now." },
  give_back: { team: "{name} gave it back to the agent.", visitor: "The agent answers again." },
  leave: { team: "It waits for another person of the team.", visitor: "Somebody else of the team will answer." },
  expire: { team: "Nobody took it in time.", visitor: "Nobody of the team is free at the moment. The agent answers again." },
  close: { team: "{name} closed it.", visitor: "This conversation was closed. Write to open it again." },
  end: { team: "The agent ended it.", visitor: "This conversation was closed. Write to open it again." },
  reopen: { team: "{name} reopened it.", visitor: "This conversation is open again." },
  write: { team: "The visitor wrote again.", visitor: "This conversation is open again." },
};

/** What visitors call somebody of the team. Not everybody has given a name. */
export const nameForVisitors = (name: string | null) => (name && name !== unnamedMember ? name : "The team");

/** The sentence of a line; one that a newer version wrote says nothing. */
export function sentenceOf(event: string, name: string | null, reader: "team" | "visitor"): string {
  const line = Object.hasOwn(lines, event) ? lines[event as LineEvent] : undefined;
  return line ? line[reader].replace("{name}", () => (reader === "team" && name ? name : nameForVisitors(name))) : "";
}
