import pg from "pg";

/** What the driver knows of a connection, and its types do not show. */
type Connected = { host: string; port: number; ssl: unknown; sslNegotiation: unknown; processID: number; secretKey: number };

type Wire = {
  on(event: string, hear: () => void): void;
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
  stream: { destroy(): void };
};
const Wire = (pg as unknown as { Connection: new (options: object) => Wire }).Connection;

const cancelMsMax = 5_000;

/**
 * Asks PostgreSQL, over a connection of its own as the protocol wants it, to end what a client is running. Nothing tells
 * when it has arrived: the client must run nothing else afterwards. Where it fails, statement_timeout ends the query.
 */
export function cancelQuery(client: pg.PoolClient): void {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client as unknown as Connected;
  const wire = new Wire({ ssl, sslNegotiation });
  const timer = setTimeout(() => wire.stream.destroy(), cancelMsMax);
  const send = () => wire.cancel(processID, secretKey);
  wire.on("error", () => {});
  wire.on("end", () => clearTimeout(timer));
  wire.on("connect", () => {
    if (!ssl) send();
    else if (sslNegotiation !== "direct") wire.requestSsl();
  });
  wire.on("sslconnect", send);
  if (host.startsWith("/")) wire.connect(`${host}/.s.PGSQL.${port}`);
  else wire.connect(port, host);
}
