import type pg from "pg";

/**
 * Connects, and where the server's certificate is the obstacle says what to do about it.
 * @throws what the driver throws, or that sentence
 */
export async function connectTo(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== undefined && certificateErrors.test(code)) {
      throw new Error(
        `The database's server cannot be trusted: ${message}. If its certificate is of a private authority, name that one's ` +
          "certificate in DATABASE_URL: ?sslmode=verify-full&sslrootcert=/path/to/ca.pem.",
        { cause: error },
      );
    }
    if (/does not support SSL/.test(message)) {
      throw new Error("The database's server speaks no TLS. Set it up there, or leave sslmode out of DATABASE_URL.", { cause: error });
    }
    throw error;
  }
}

const certificateErrors = /^(ERR_TLS_CERT|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_)/;
