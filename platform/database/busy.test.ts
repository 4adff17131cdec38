import { createServer, type AddressInfo, type Server } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { busyAnswer } from "./busy.ts";

/** A server that takes every call and says nothing. */
let silent: Server;
beforeAll(() => new Promise<void>((resolve) => (silent = createServer().listen(0, "127.0.0.1", resolve))));
afterAll(() => void silent.close());

const address = () => ({ host: "127.0.0.1", port: (silent.address() as AddressInfo).port, connectionTimeoutMillis: 200 });

async function failureOf(run: () => Promise<unknown>): Promise<Error> {
  return run().then(
    () => new Error("It connected."),
    (error: Error) => error,
  );
}

const isBusy = { code: "unavailable", message: "The database is busy at the moment. Try again in a few seconds." };

test("a database that takes the call and says nothing is busy, by a pool as by a connection alone", async () => {
  const pool = new pg.Pool({ ...address(), max: 1 });
  const first = failureOf(() => pool.connect());
  const queued = failureOf(() => pool.connect());
  expect(busyAnswer(await first)).toMatchObject(isBusy);
  expect(busyAnswer(await queued)).toMatchObject(isBusy);
  await pool.end();
  expect(busyAnswer(await failureOf(() => new pg.Client(address()).connect()))).toMatchObject(isBusy);
});

test.each(["40P01", "40001", "55P03", "57014", "53300"])("what PostgreSQL says with code %s is worth another try", (code) => {
  expect(busyAnswer(Object.assign(new Error("said"), { code }))).toMatchObject({ code: "unavailable" });
});

test("any other failure is not", () => {
  expect(busyAnswer(Object.assign(new Error("said"), { code: "23505" }))).toBeNull();
  expect(busyAnswer(new Error("timeout of something else"))).toBeNull();
  expect(busyAnswer(null)).toBeNull();
});
