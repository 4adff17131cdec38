/** Answers with a file that is made while it is sent. */
export function answerMadeFile(name: string, mediaType: string, texts: AsyncIterable<string>): Response {
  return new Response(ReadableStream.from(encoded(texts)), {
    headers: {
      "Content-Type": `${mediaType}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) if (text !== "") yield encoder.encode(text);
}
