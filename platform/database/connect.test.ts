import { Socket } from "node:net";
import pg from "pg";
import { expect, test } from "vitest";
import { freePort } from "#testing/free-port.ts";
import { connectTo } from "./connect.ts";

/** A socket to a name that has two addresses, which not every machine's localhost has. */
class SocketToTwo extends Socket {
  override connect(...[port, host]: unknown[]): this {
    const addresses = ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 }));
    return super.connect({
      port: Number(port),
      host: String(host),
      autoSelectFamily: true,
      lookup: (_name, _options, done) => done(null, addresses),
    });
  }
}

test("a name of which no address answers is said with each of them", async () => {
  const port = await freePort();
  const client = new pg.Client({ host: "db.example", port, stream: () => new SocketToTwo() });
  await expect(connectTo(client)).rejects.toThrow(
    `The database cannot be reached at db.example:${port}: connect ECONNREFUSED 127.0.0.1:${port}; connect ECONNREFUSED 127.0.0.2:${port}.`,
  );
});
