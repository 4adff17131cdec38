import pg from "pg";

/** Loaded before a server: it dies the moment that it would tell others what it has committed. */
const { query } = pg.Client.prototype;
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...words: unknown[]) {
    if (typeof words[0] === "string" && words[0].includes("pg_notify('live_events'")) process.kill(process.pid, "SIGKILL");
    return Reflect.apply(query, this, words);
  },
});
