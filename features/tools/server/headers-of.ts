import { ToolRefuses } from "#features/answering/server/agent-tool.ts";
import type { ToolServer } from "../contract/server.ts";
import type { OpenedSecrets } from "./secrets/open-secrets.ts";

/**
 * What a server is sent in secret, and the secrets alone, which nobody is to read in its answers.
 *
 * @throws ToolRefuses where one is gone, or is for another server
 */
export function headersOf(
  server: Pick<ToolServer, "url" | "headers">,
  secrets: OpenedSecrets,
): { headers: Record<string, string>; secrets: string[] } {
  const { origin } = new URL(server.url);
  const texts: string[] = [];
  const headers = server.headers.map(({ name, before, secret_id }) => {
    const secret = secrets.get(secret_id);
    if (secret?.text == null || secret.origin !== origin)
      throw new ToolRefuses("refused", `The secret that it sends as ${name} is gone. Somebody of the team has to enter it again.`);
    texts.push(secret.text);
    return [name, `${before}${secret.text}`];
  });
  return { headers: Object.fromEntries(headers), secrets: texts };
}
