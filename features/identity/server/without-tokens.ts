import { z } from "zod";

const Token = z.unknown().optional();
const Body = z.looseObject({ token: Token, session: z.looseObject({ token: Token }).nullish() });

/** An answer of better-auth without the session's token: it is in the cookie, where no script of a page can read it. */
export async function withoutTokens(response: Response): Promise<Response> {
  if (!response.headers.get("content-type")?.includes("json")) return response;
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const parsed = Body.safeParse(text === "" ? null : JSON.parse(text));
  return new Response(parsed.success ? JSON.stringify(strip(parsed.data)) : text, { status: response.status, headers });
}

function strip({ token: _token, session, ...rest }: z.output<typeof Body>): object {
  if (!session) return rest;
  const { token: _hidden, ...shown } = session;
  return { ...rest, session: shown };
}
