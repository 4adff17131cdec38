import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

/** What is said on the console during a test is a fault that nobody would read: it fails the test. */
const real = { error: console.error, warn: console.warn };
let said: string[] = [];

beforeEach(() => {
  said = [];
  console.error = (...parts: unknown[]) => void said.push(format(...parts));
  console.warn = (...parts: unknown[]) => void said.push(format(...parts));
});

afterEach(() => {
  Object.assign(console, real);
  if (said.length > 0) throw new Error(`The console was written to:\n${said.join("\n")}`);
});
