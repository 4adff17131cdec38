import { AppError } from "../errors.ts";

/**
 * The body of a request as JSON; an empty one is `{}`. Its size was bounded before.
 *
 * @throws AppError `unsupported_type` for multipart, `invalid_request` for what is no JSON
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  if (request.headers.get("content-type")?.startsWith("multipart/")) {
    throw new AppError("unsupported_type", "This address takes JSON, not files.");
  }
  const text = await request.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid_request", "The body is not JSON.");
  }
}
