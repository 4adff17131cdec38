import crypto, { type ScryptOptions } from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { afterAll } from "vitest";

/**
 * Loaded with each file by vitest.config.ts: a password's hash costs little. In the product it costs 80 ms of a processor on
 * purpose, and is asked for a thousand times here. What is true of a hash is true of one that was made in fewer rounds.
 */
const cheapRounds = 1_024;

type Scrypt = (
  password: string,
  salt: string,
  length: number,
  options: ScryptOptions,
  done: (error: Error | null, key: Buffer) => void,
) => void;
type Replaced = Scrypt & { isReal?: boolean };

const builtIn = crypto as { scrypt: Replaced };
if (builtIn.scrypt.isReal === undefined) {
  const real = builtIn.scrypt;
  const replaced: Replaced = (password, salt, length, options, done) =>
    real(password, salt, length, replaced.isReal ? options : { ...options, N: cheapRounds }, done);
  replaced.isReal = false;
  builtIn.scrypt = replaced;
  syncBuiltinESMExports();
}

/** For a file that is about how long a hash takes, or what happens meanwhile: from here to its end it takes as long as in the product. */
export function useRealPasswords(): void {
  builtIn.scrypt.isReal = true;
  afterAll(() => {
    builtIn.scrypt.isReal = false;
  });
}
