import type { LiveEvent } from "./log.ts";

/** What a follower gets next, and from where on it is resumed. `reset`: some of it is not known, so all that was read is stale. */
export type Batch = { events: readonly LiveEvent[]; to: string; reset: boolean };

/** The batches of one who follows an organization, until they are taken or nobody wants more. */
export class Follower {
  readonly #waiting: Batch[] = [];
  #wake = () => {};
  #isOver = false;

  hand(batch: Batch): void {
    this.#waiting.push(batch);
    this.#wake();
  }

  /** Nothing comes any more. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  async *batches(): AsyncGenerator<Batch> {
    while (!this.#isOver) {
      const next = this.#waiting.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
