import { randomInt } from "node:crypto";

const prefix = "bck_";
const length = 40;
const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${length}}$`);

/** A new key: 238 random bits behind a prefix that scanners for lost secrets can look for. A double click selects all of it. */
export function newApiKey(): string {
  return prefix + Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
}

/** Whether a text could be one of our keys at all. */
export const isApiKey = (text: string) => shape.test(text);

/** What is shown of a key from then on: enough to tell it from others, and nothing to guess it by. */
export const hintOf = (key: string) => key.slice(-4);
