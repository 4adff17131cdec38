/** A text in which no secret is read, in any of the ways in which a server can write it down that repeats what it was sent. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let plain = text;
  for (const secret of secrets) for (const written of waysToWrite(secret)) plain = plain.replaceAll(written, "…");
  return plain;
}

function waysToWrite(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  const ways = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), base64, base64.replace(/=+$/, "")];
  ways.push(Buffer.from(secret).toString("base64url"), Buffer.from(secret).toString("hex"));
  return [...new Set(ways)].toSorted((one, other) => other.length - one.length);
}
