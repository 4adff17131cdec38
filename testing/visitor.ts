import type { Citation } from "#features/answering/contract.ts";
import { beginningsOf } from "#features/answering/server/beginnings.ts";
import { savePassages } from "#features/knowledge/server/save-passages.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import { call, visitorOrigin } from "./factories.ts";

export type VisitorAnswer = {
  status: number;
  events: { event: string; data: EventData }[];
  text: string;
  citations: Citation[];
  headers: Headers;
};
/** The fields of all events of an answer; each event has some of them. */
type EventData = {
  delta?: string;
  data?: Citation[];
  message_id?: string;
  code?: string;
  message?: string;
  /** Of a request that was refused before anything streamed. */
  error?: { code: string; message: string };
};
type Visit = { conversation_id: string; visitor_token: string; origin?: string };

/** The request of a widget that asks; the answer is unread. */
export function ask(
  test: TestApp,
  visit: Visit,
  text: string,
  options: { origin?: string; key?: string; signal?: AbortSignal; attachments?: readonly string[] } = {},
): Promise<Response> {
  const request = new Request(`http://localhost/widget/v1/conversations/${visit.conversation_id}/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${visit.visitor_token}`,
      origin: options.origin ?? visit.origin ?? visitorOrigin,
      ...(options.key ? { "idempotency-key": options.key } : {}),
    },
    body: JSON.stringify({ text, attachments: options.attachments }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return Promise.resolve(test.app.request(request));
}

/** A call of a widget about its conversation: `POST /handover`. */
export function callAsVisitor<Body = Record<string, unknown>>(test: TestApp, visit: Visit, line: string, body?: unknown) {
  const [method = "GET", path = ""] = line.split(" ");
  return call<Body>(test, null, `${method} /widget/v1/conversations/${visit.conversation_id}${path}`, body, {
    origin: visit.origin ?? visitorOrigin,
    authorization: `Bearer ${visit.visitor_token}`,
  });
}

/** Asks and reads the whole answer. */
export async function askAll(...parameters: Parameters<typeof ask>): Promise<VisitorAnswer> {
  const response = await ask(...parameters);
  const body = await response.text();
  const events = response.status === 200 ? readEvents(body) : [{ event: "refused", data: JSON.parse(body) }];
  return {
    status: response.status,
    events,
    text: events
      .filter(({ event }) => event === "text")
      .map(({ data }) => data.delta)
      .join(""),
    citations: events.find(({ event }) => event === "citations")?.data.data ?? [],
    headers: response.headers,
  };
}

/** The events of a stream's text; comments are left out. */
function readEvents(body: string): VisitorAnswer["events"] {
  return body
    .split("\n\n")
    .filter((frame) => frame.startsWith("event: "))
    .map((frame) => {
      const [first = "", second = ""] = frame.split("\n");
      return { event: first.slice("event: ".length), data: JSON.parse(second.slice("data: ".length)) };
    });
}

/** As where the default model has answered before: its text is shown as it comes. */
export function knowModel({ platform: { models } }: TestApp): void {
  const model = models.default === null ? null : models.find(models.default);
  if (!model) throw new Error("This app has no model.");
  beginningsOf(models).learn(model, "answer");
}

/** Puts a text into the project's knowledge as one passage, indexed and ready to be found. */
export async function addPassage(
  test: TestApp,
  organizationId: string,
  projectId: string,
  name: string,
  text: string,
): Promise<{ source_id: string }> {
  const id = newId("src");
  await test.platform.database.transaction({ kind: "tenant", organizationId }, "write", async ({ db }) => {
    const source = await db
      .insertInto("sources")
      .values({
        organization_id: organizationId,
        id,
        project_id: projectId,
        kind: "text",
        name,
        media_type: "text/plain",
        size_bytes: text.length,
        content_hash: id,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await savePassages(db, source, { title: name, passages: [{ headings: [], text }], warnings: [] });
  });
  return { source_id: id };
}
