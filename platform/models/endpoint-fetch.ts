const bodyBytesMax = 16 * 1024 * 1024;

/**
 * fetch of a model's endpoint. It stays at the address that the operator named, since a redirect would take the key and
 * the questions elsewhere, and it takes no more than an answer can be.
 */
export const endpointFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: "manual" });
  if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
    await response.body?.cancel();
    throw new EndpointRedirects(response.status);
  }
  if (!response.body) return response;
  return new Response(response.body.pipeThrough(byteLimit()), { status: response.status, headers: response.headers });
};

class EndpointRedirects extends Error {
  readonly statusCode: number;
  constructor(statusCode: number) {
    super("The endpoint redirects to another address, which is not followed. Configure the address that answers.");
    this.statusCode = statusCode;
  }
}

function byteLimit(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let count = 0;
  return new TransformStream({
    transform(chunk, controller) {
      count += chunk.length;
      if (count > bodyBytesMax) throw new Error(`The endpoint sent more than ${bodyBytesMax} bytes.`);
      controller.enqueue(chunk);
    },
  });
}
