import type { LiveEvent } from "./log.ts";

/** What a follower gets next, and from where on it is resumed. `reset`: some of it is not known, so all that was read is stale. */
export type Batch = { events: readonly LiveEvent[]; to: string; reset: boolean };

/** What is true for a moment, and kept nowhere: somebody is typing in a conversation. */
export type Signal = { organizationId: string; projectId: string; conversationId: string; by: "visitor" | "person" };

export type Handed = Batch | { signal: Signal };

/** The batches of one who follows an organization, until they are taken or nobody wants more. */
export class Follower {
  readonly #waiting: Handed[] = [];
  #wake = () => {};
  #isOver = false;

  hand(next: Handed): void {
    this.#waiting.push(next);
    this.#wake();
  }

  /** Nothing comes any more. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  async *batches(): AsyncGenerator<Handed> {
    while (!this.#isOver) {
      const next = this.#waiting.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
