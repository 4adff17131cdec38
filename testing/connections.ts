import pg from "pg";

export type Seat = {
  /** Which of the pools it belongs to: `botcadence app`, `botcadence identity`, `botcadence jobs`. */
  pool: string;
  role: string;
  organization: string;
};

const open = new Set<pg.Client>();
const { connect } = pg.Client.prototype;
// Seen, not replaced: the driver does what it does, and each of its connections is remembered here.
Object.assign(pg.Client.prototype, {
  connect(this: pg.Client, ...words: unknown[]) {
    open.add(this);
    this.once("end", () => open.delete(this));
    return Reflect.apply(connect, this, words);
  },
});

/** Who each open connection of the product's pools is at this moment. Import this before anything connects. */
export async function readSeats(): Promise<Seat[]> {
  const text = `select current_setting('application_name') as pool, current_user::text as role,
    coalesce(current_setting('app.organization_id', true), '') as organization`;
  // One that is being closed is nobody any more.
  const answers = await Promise.allSettled([...open].map((client) => client.query<Seat>(text)));
  return answers
    .flatMap((answer) => (answer.status === "fulfilled" ? answer.value.rows : []))
    .filter(({ pool }) => /^botcadence (app|identity|jobs)$/.test(pool));
}
