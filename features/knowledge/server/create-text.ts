import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { CreateText, Source } from "../contract.ts";
import { addSource } from "./store-source.ts";

export const createText = procedure({
  name: "source.create_text",
  summary: "Adds a text that was written or pasted. It is read as Markdown.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the text${named(entry)} to the knowledge base`,
  permission: "source:create",
  params: ["project_id"],
  input: CreateText,
  output: Source,
  status: 201,
  example: ({ project_id }) => ({ params: { project_id }, input: { name: "Opening hours", text: "We are open from nine to five." } }),
  run: (context, input) => addSource(context, { name: input.name, kind: "text", fileKind: "markdown" }, asContent(input.text)),
});

async function* asContent(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
