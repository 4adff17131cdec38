import { ToolRefuses, type ToolAnswer } from "#features/answering/server/agent-tool.ts";
import type { Connector, Fetched } from "#platform/connector/connector.ts";
import { NotReached } from "#platform/connector/not-reached.ts";
import type { HttpTool } from "../../contract/http-tool.ts";
import type { OpenedSecrets } from "../secrets/open-secrets.ts";
import { headersOf } from "../headers-of.ts";
import { withoutSecrets } from "../without-secrets.ts";
import { answerText, isWorded } from "./answer-text.ts";
import { requestOf } from "./request-of.ts";

const saidLengthMax = 200;

/**
 * Asks the tool's server, at its address alone: a redirect is not followed.
 *
 * @throws ToolRefuses
 */
export async function callHttp(
  connector: Connector,
  tool: HttpTool,
  secrets: OpenedSecrets,
  input: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  const { method, url, body } = requestOf(tool, input);
  const sent = headersOf(tool, secrets);
  const answer = await fetchOf(connector, tool, { method, url, body, headers: sent.headers }, signal);
  const text = withoutSecrets(readText(answer), sent.secrets);
  const isGood = answer.status >= 200 && answer.status < 300;
  if (!isGood) throw new ToolRefuses("failed", `It answered ${answer.status}.${text ? ` It says: ${text.slice(0, saidLengthMax)}` : ""}`);
  const said = withoutSecrets(answerText(tool.answer, text), sent.secrets);
  return {
    text: said.trim() === "" ? "It answered without a word." : said,
    origin: new URL(tool.url).origin,
    isWorded: isWorded(tool.answer) && said.trim() !== "",
  };
}

type Sent = ReturnType<typeof requestOf> & { headers: Record<string, string> };

async function fetchOf(connector: Connector, tool: HttpTool, { method, url, body, headers }: Sent, signal: AbortSignal): Promise<Fetched> {
  const accept = { accept: "application/json, text/plain;q=0.9", "user-agent": "Botcadence" };
  try {
    return await connector.fetch(url, {
      method,
      headers: { ...accept, ...(body === null ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === null ? {} : { body }),
      timeoutMs: tool.timeout_seconds * 1_000,
      idleMs: tool.timeout_seconds * 1_000,
      bytesMax: tool.size_max_kb * 1_024,
      onRedirect: () => false,
      wants: ({ headers: head }) => isText(head.get("content-type") ?? ""),
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NotReached) throw new ToolRefuses("failed", error.message, { cause: error });
    throw error;
  }
}

/** A web page is for people, and a file is no text. */
const isText = (contentType: string) =>
  contentType === "" || /^(application\/([\w.+-]+\+)?json|text\/(?!html)[\w.+-]+)\b/i.test(contentType);

function readText({ headers, body, status }: Fetched): string {
  const type = headers.get("content-type") ?? "";
  if (!isText(type)) {
    if (status >= 300) return "";
    throw new ToolRefuses("failed", /html/i.test(type) ? "A web page answered in its place." : "Its answer is neither JSON nor text.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new ToolRefuses("failed", "Its answer is neither JSON nor text.");
  }
}
