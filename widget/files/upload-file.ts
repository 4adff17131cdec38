import type { Chat } from "../chat.ts";
import { filesWords as words } from "../words.ts";
import type { ChosenFile } from "./chosen.tsx";
import type { Attachment } from "./sent.tsx";

type Upload = { chat: Chat; api: string; file: File; signal: AbortSignal; onProgress(share: number): void };

/** The same file would be refused again. */
const ofTheFile = [403, 409, 413, 415, 422];

/**
 * Uploads a file for the next message of the conversation, and begins another one where that has ended.
 *
 * @throws the failure, with a sentence for the visitor
 */
export async function uploadFile(upload: Upload): Promise<Attachment> {
  const { chat } = upload;
  try {
    const session = chat.saved.read() ?? (await chat.begin());
    let { status, body } = await send(upload, session);
    if (status === 401 || status === 404) ({ status, body } = await send(upload, await chat.begin()));
    if (status === 201) return body as Attachment;
    const { error } = body as { error?: { message?: string } };
    throw { text: error?.message ?? words.notSent, canRetry: !ofTheFile.includes(status) } satisfies ChosenFile["failure"];
  } catch (error) {
    throw (error as { text?: string }).text ? error : { text: words.notSent, canRetry: true };
  }
}

/** XMLHttpRequest, because fetch does not tell how far an upload is. */
function send({ api, file, signal, onProgress }: Upload, { conversation_id, visitor_token }: Awaited<ReturnType<Chat["begin"]>>) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file);
    const headers = new Headers();
    headers.set("Authorization", `Bearer ${visitor_token}`);
    signal.addEventListener("abort", () => request.abort());
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    for (const end of ["error", "abort"] as const) request.addEventListener(end, () => reject(new TypeError(words.notSent)));
    request.addEventListener("load", () => resolve({ status: request.status, body: readJson(request.responseText) }));
    request.open("POST", `${api}/widget/v1/conversations/${encodeURIComponent(conversation_id)}/attachments`);
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    request.send(form);
  });
}

/** Whatever the body is: a proxy may answer in our place. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
