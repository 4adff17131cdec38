import { createReadStream } from "node:fs";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { sample, Source } from "../contract.ts";
import { addSource } from "./store-source.ts";

const document = new URL("./sample-document.md", import.meta.url);

export const createSample = procedure({
  name: "source.create_sample",
  summary: "Adds a sample document, the help centre of an invented shop, to try an agent with.",
  scope: "organization",
  kind: "write",
  says: (entry) => `added the sample${named(entry)} to the knowledge base`,
  permission: "source:create",
  params: ["project_id"],
  input: z.object({}),
  output: Source,
  status: 201,
  example: ({ project_id }) => ({ params: { project_id }, input: {} }),
  run: (context) => addSource(context, { name: sample.name, kind: "file", fileKind: "markdown" }, createReadStream(document)),
});
