import type { Answerer } from "./answerer.ts";

/** Quotes the best passage, or says that there is none. */
export const builtInAnswerer: Answerer = async function* (question, tools) {
  const usage = { input_tokens: 0, output_tokens: 0 };
  const [best] = await tools.search(question.text, 1);
  if (!best) {
    yield { type: "text", delta: "The documents hold no answer to that." };
    yield { type: "end", outcome: "declined", usage };
    return;
  }
  yield { type: "text", delta: best.text };
  yield { type: "citations", data: [{ title: best.title, url: best.url, source_id: best.source_id, text: best.text }] };
  yield { type: "end", outcome: "answered", usage };
};
