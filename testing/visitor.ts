import type { Citation } from "#features/agents/contract.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import { visitorOrigin } from "./factories.ts";

export type VisitorAnswer = { status: number; events: { event: string; data: any }[]; text: string; citations: Citation[]; headers: Headers };
type Visit = { conversation_id: string; visitor_token: string };

/** The request of a widget that asks; the answer is unread. */
export function ask(test: TestApp, visit: Visit, text: string, options: { origin?: string; key?: string; signal?: AbortSignal } = {}): Promise<Response> {
  const request = new Request(`http://localhost/widget/v1/conversations/${visit.conversation_id}/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${visit.visitor_token}`,
      origin: options.origin ?? visitorOrigin,
      ...(options.key ? { "idempotency-key": options.key } : {}),
    },
    body: JSON.stringify({ text }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return Promise.resolve(test.app.request(request));
}

/** Asks and reads the whole answer. */
export async function askAll(...parameters: Parameters<typeof ask>): Promise<VisitorAnswer> {
  const response = await ask(...parameters);
  const body = await response.text();
  const events = response.status === 200 ? readEvents(body) : [{ event: "refused", data: JSON.parse(body) }];
  return {
    status: response.status,
    events,
    text: events.filter(({ event }) => event === "text").map(({ data }) => data.delta).join(""),
    citations: events.find(({ event }) => event === "citations")?.data.data ?? [],
    headers: response.headers,
  };
}

/** The events of a stream's text; comments are left out. */
export function readEvents(body: string): VisitorAnswer["events"] {
  return body
    .split("\n\n")
    .filter((frame) => frame.startsWith("event: "))
    .map((frame) => {
      const [first = "", second = ""] = frame.split("\n");
      return { event: first.slice("event: ".length), data: JSON.parse(second.slice("data: ".length)) };
    });
}

/** Puts a text into the project's knowledge, one passage, ready to be found. */
export async function addPassage(test: TestApp, organizationId: string, projectId: string, title: string, text: string): Promise<{ source_id: string }> {
  const { admin } = test.database;
  const [source, document] = [newId("src"), newId("doc")];
  await admin.query(
    "insert into sources (organization_id, id, project_id, kind, name, media_type, size_bytes, content_hash, status) values ($1, $2, $3, 'text', $4, 'text/plain', $5, $2, 'synced')",
    [organizationId, source, projectId, title, text.length],
  );
  await admin.query("insert into documents (organization_id, id, project_id, source_id, title) values ($1, $2, $3, $4, $5)", [organizationId, document, projectId, source, title]);
  await admin.query("insert into chunks (organization_id, project_id, source_id, document_id, position, text) values ($1, $2, $3, $4, 0, $5)", [
    organizationId, projectId, source, document, text,
  ]);
  return { source_id: source };
}
