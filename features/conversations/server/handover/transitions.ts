import type { Handover } from "../../contract/handover.ts";

/** What happens to a conversation, by its visitor or by the team. */
export const handoverEvents = [
  "ask",
  "refer",
  "take_back",
  "take_over",
  "give_back",
  "leave",
  "expire",
  "close",
  "end",
  "reopen",
  "write",
] as const;
export type HandoverEvent = (typeof handoverEvents)[number];

/** Those that ask for a person, by the visitor's wish or by a rule: what they begin is unread, and counts as handed over. */
export const askingEvents: readonly HandoverEvent[] = ["ask", "refer"];

/** What each event means, for the table in the docs. */
export const meanings: Record<HandoverEvent, string> = {
  ask: "The visitor asks for a person",
  refer: "A rule of the agent asks for one",
  take_back: "The visitor no longer wants one",
  take_over: "Somebody of the team takes over",
  give_back: "They give it back to the agent",
  leave: "Who has it leaves the organization, or hands it to nobody",
  expire: "Nobody took it in time",
  close: "Somebody closes it",
  end: "The agent ends it",
  reopen: "Somebody reopens it",
  write: "The visitor writes",
};

/**
 * Where each event leads from each state; what is left out is refused. An event that leads to the state that is there
 * changes nothing, so a button that is pressed twice does no harm.
 */
export const transitions: Record<Handover, Partial<Record<HandoverEvent, Handover>>> = {
  agent: {
    ask: "waiting",
    refer: "waiting",
    take_over: "person",
    take_back: "agent",
    give_back: "agent",
    close: "closed",
    end: "closed",
    reopen: "agent",
    write: "agent",
  },
  waiting: {
    ask: "waiting",
    refer: "waiting",
    take_back: "agent",
    take_over: "person",
    expire: "agent",
    close: "closed",
    reopen: "waiting",
    write: "waiting",
  },
  person: {
    ask: "person",
    refer: "person",
    take_over: "person",
    give_back: "agent",
    leave: "waiting",
    close: "closed",
    reopen: "person",
    write: "person",
  },
  closed: { ask: "waiting", refer: "closed", take_over: "person", close: "closed", reopen: "agent", write: "agent" },
};
