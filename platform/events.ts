import type { Db } from "./database/transaction.ts";

/** That something happened in an organization: ids and names of fields, never what they hold, who did it or to whom. */
export type ProductEvent = {
  /** `noun.verb`, as audit entries name acts; of visitors `message.receive`, `answer.finish` and `lead.receive`. */
  name: string;
  organization_id: string;
  /** What it happened to; null where that has no id, or is no record of the organization. */
  target: { type: string; id: string } | null;
  /** What became of that. */
  change: Change;
  /** The project and the conversation it belongs to, as far as known, so that a listener can choose without reading. */
  within: Within;
  /** The fields that are no longer what they were. */
  changed: readonly string[];
  /** Whether it changes what somebody may do, so that what is open is asked again. */
  rights: boolean;
  /** ISO 8601. */
  at: string;
};

export type Change = "created" | "changed" | "deleted";
export type Within = { project_id?: string; conversation_id?: string };

/**
 * Hears of an event in the transaction of what happened: what it writes to `db` commits with that, and its failure undoes
 * both. What has to wait for the commit, such as a call or a message to a browser, goes to `afterCommit`.
 */
export type Listener = (event: ProductEvent, db: Db) => void | Promise<void>;

/** The one spring of events. Whatever wants to know what happens listens here. */
export type Events = {
  /** @param db the open transaction of what happened */
  pass(db: Db, event: ProductEvent): Promise<void>;
  /** @returns ends the listening */
  listen(listener: Listener): () => void;
};

export function openEvents(first: readonly Listener[]): Events {
  const listeners = new Set(first);
  return {
    async pass(db, event) {
      for (const listener of listeners) await listener(event, db);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
