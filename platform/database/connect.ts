import type pg from "pg";

/**
 * Connects, and where the network or the server's certificate is the obstacle says so.
 * @throws what the driver throws, or that sentence
 */
export async function connectTo(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && certificateErrors.test(code)) {
      throw new Error(
        `The database's server cannot be trusted: ${message}. If a private authority issued its certificate, name that authority's ` +
          "certificate in DATABASE_URL: ?sslmode=verify-full&sslrootcert=/path/to/ca.pem.",
        { cause: error },
      );
    }
    if (/does not support SSL/.test(message)) {
      throw new Error("The database's server does not use TLS. Set it up there, or leave sslmode out of DATABASE_URL.", { cause: error });
    }
    if (error instanceof AggregateError || (code !== undefined && unreachable.test(code))) {
      throw new Error(`The database cannot be reached at ${client.host}:${client.port}: ${reasonsOf(error)}.`, { cause: error });
    }
    throw error;
  }
}

/** One for each address of a name that has several, where the error that holds them says nothing itself. */
function reasonsOf(error: unknown): string {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  return errors.map((one) => (one as Error).message).join("; ");
}

const unreachable = /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|EAI_\w+)$/;
const certificateErrors = /^(ERR_TLS_CERT|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_)/;
