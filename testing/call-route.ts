import type { Example, World } from "#access/operation.ts";
import type { Route } from "#access/router.ts";
import { testAppUrl, type TestApp } from "./app.ts";
import { formOf } from "./factories.ts";

/** A session's cookie, or headers. */
export type Credential = string | Record<string, string> | null;

/** The address of a route under which these records are named. */
export function pathOf(route: Route, world: World, { params: named }: Pick<Example, "params">): string {
  const params: Record<string, string | undefined> = { organization_id: world.organization_id, ...named };
  return route.path.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? "missing");
}

export function headersOf(credential: Credential): Record<string, string> {
  return { origin: testAppUrl, ...(typeof credential === "string" ? { cookie: credential } : credential) };
}

/** Calls a route as its example says; an input that is a text is sent as it is. */
export async function callRoute(app: TestApp, route: Route, world: World, example: Example, credential: Credential): Promise<Response> {
  let path = pathOf(route, world, example);
  const headers = headersOf(credential);
  let body: string | FormData | undefined;
  if (example.file) {
    body = formOf({ ...example.file, bytes: example.file.text });
  } else if (route.method === "GET") {
    path += `?${new URLSearchParams(typeof example.input === "string" ? { page: "x" } : ((example.input ?? {}) as Record<string, string>))}`;
  } else {
    headers["content-type"] = "application/json";
    body = typeof example.input === "string" ? example.input : JSON.stringify(example.input ?? {});
  }
  return app.app.request(path, { method: route.method, headers, ...(body === undefined ? {} : { body }) });
}

export const lineOf = (route: Route): string => `${route.method} ${route.path}`;
