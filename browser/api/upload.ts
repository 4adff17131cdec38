import type { z } from "zod";
import { inOrganization, organizationPath, parseAnswer } from "./api.ts";
import { errorOfAnswer, unreachable } from "./api-error.ts";
import { tellSignedOut } from "./signed-out.ts";

export type UploadOptions = {
  /** How much has been sent, from 0 to 1. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
  method?: "POST" | "PUT";
};

/**
 * Sends a multipart form with its files into one organization: `organizationUpload(id)(path, form, Uploaded)`.
 *
 * @throws ApiError, or the signal's reason when it was stopped
 */
export function organizationUpload(organizationId: string) {
  return <Answer>(path: string, form: FormData, answer: z.ZodType<Answer>, options: UploadOptions = {}): Promise<Answer> =>
    inOrganization(organizationId, true, () => upload(organizationPath(organizationId, path), form, answer, options));
}

/** XMLHttpRequest, because fetch does not tell how far an upload is. */
function upload<Answer>(
  path: string,
  form: FormData,
  answer: z.ZodType<Answer>,
  { onProgress, signal, method = "POST" }: UploadOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    if (signal?.aborted) return reject(signal.reason);
    signal?.addEventListener("abort", stop);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress?.(event.loaded / event.total));
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", stop));
    request.addEventListener("abort", () => reject(signal?.reason));
    request.addEventListener("error", () => reject(unreachable()));
    request.addEventListener("load", () => {
      try {
        const body = parseJson(request.responseText);
        if (request.status === 401) tellSignedOut();
        if (request.status >= 400) throw errorOfAnswer(request.status, body, request.getResponseHeader("Retry-After"));
        resolve(parseAnswer(body, answer));
      } catch (error) {
        reject(error);
      }
    });
    request.open(method, path);
    request.send(form);
  });
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
