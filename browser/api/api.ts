import { z } from "zod";
import { t } from "../messages.ts";
import { ApiError, errorOfAnswer, unreachable } from "./api-error.ts";
import { tellRefusal } from "./organization-refusal.ts";
import { tellSignedOut } from "./signed-out.ts";

export type CallOptions = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** The query; what is undefined is left out. */
  search?: Record<string, string | number | boolean | undefined>;
  /** The version that one changes, as If-Match: a change that a colleague made since is answered by 409. */
  version?: number;
  /** As Idempotency-Key: sent again with the same one, because no answer came, it is done once. */
  once?: string;
  signal?: AbortSignal;
};

/**
 * Every call to the server goes through here (uploads through `upload`, which speaks the same errors).
 *
 * @param answer the contract's schema of the answer, which is checked against it; `z.null()` for an empty one
 * @throws ApiError; a 401 below `/v1` leads to the sign-in page besides
 */
export async function api<Answer>(path: string, answer: z.ZodType<Answer>, options: CallOptions = {}): Promise<Answer> {
  const response = await request(path, options);
  const body = await readBody(response);
  if (!response.ok) {
    if (response.status === 401 && path.startsWith("/v1/")) tellSignedOut();
    throw errorOfAnswer(response.status, body, response.headers.get("Retry-After"));
  }
  return parseAnswer(body, answer);
}

/** The calls of one organization, whose id comes from the address: `organizationApi(id)("/projects", Projects)`. */
export function organizationApi(organizationId: string) {
  return <Answer>(path: string, answer: z.ZodType<Answer>, options: CallOptions = {}): Promise<Answer> =>
    inOrganization(organizationId, (options.method ?? "GET") !== "GET", () => api(organizationPath(organizationId, path), answer, options));
}

/**
 * Makes a call of one organization, whatever it is sent with. Where the answer shows that the organization is closed to
 * the caller now, or that it stands otherwise than the page knows, the dashboard is told.
 *
 * @throws ApiError with the code `organization_gone` when the caller was removed from it or it was deleted
 */
export async function inOrganization<Answer>(organizationId: string, isWrite: boolean, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404 && !(await isThere(organizationId))) {
      tellRefusal(organizationId, isWrite ? "gone, write lost" : "gone");
      throw new ApiError(404, "organization_gone", t("api.notDone"));
    }
    if (error.code === "step_up_required") tellRefusal(organizationId, "second factor");
    else if (error.status === 403 || error.status === 423) tellRefusal(organizationId, "changed");
    throw error;
  }
}

/** The address of an organization's resource, for `upload`, streams and download links. */
export function organizationPath(organizationId: string, path: string): string {
  return `/v1/organizations/${encodeURIComponent(organizationId)}${path}`;
}

/** The answer as its schema reads it. */
export function parseAnswer<Answer>(body: unknown, answer: z.ZodType<Answer>): Answer {
  const parsed = answer.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError(200, "unknown_answer", t("api.notUnderstood"), {
    cause: parsed.error,
  });
}

/** Whether the caller still gets at the organization; the answer to a missing record looks the same. */
async function isThere(organizationId: string): Promise<boolean> {
  try {
    await api(organizationPath(organizationId, ""), z.unknown());
    return true;
  } catch (error) {
    return !(error instanceof ApiError && error.status === 404);
  }
}

async function request(path: string, { method = "GET", body, search = {}, version, once, signal }: CallOptions): Promise<Response> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value !== undefined) query.set(name, String(value));
  try {
    return await fetch(query.size > 0 ? `${path}?${query}` : path, {
      method,
      ...(signal ? { signal } : {}),
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(version === undefined ? {} : { "If-Match": `"${version}"` }),
        ...(once === undefined ? {} : { "Idempotency-Key": once }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable(error);
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === "" ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
