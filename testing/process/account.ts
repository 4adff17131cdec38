/** Somebody signed in at a running server, and the organization that came with the account. */
export type Account = { url: string; cookie: string; organizationId: string };

const password = "Correct horse 1";

/** Signs up over HTTP, as the sign-up page does. */
export async function signUp(url: string, email = "ann@example.com"): Promise<Account> {
  return withOrganization(url, await credential(url, "sign-up/email", { email, password, name: "Ann" }));
}

/** Signs in over HTTP. */
export async function signIn(url: string, email = "ann@example.com"): Promise<Account> {
  return withOrganization(url, await credential(url, "sign-in/email", { email, password }));
}

/** A call of the account's below its organization; `body` is sent as JSON, or as it is where it is a form. */
export function callOf(account: Account, line: string, body?: object): Promise<Response> {
  const [method = "GET", path = ""] = line.split(" ");
  const isForm = body instanceof FormData;
  return fetch(`${account.url}/v1/organizations/${account.organizationId}${path}`, {
    method,
    headers: { cookie: account.cookie, origin: account.url, ...(body && !isForm ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
}

/** Every id of a list, through all its pages. */
export async function listIds(account: Account, path: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let page = 1; ; page += 1) {
    const response = await callOf(account, `GET ${path}?per_page=100&page=${page}`);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    const { data } = (await response.json()) as { data: { id: string }[] };
    for (const { id } of data) ids.add(id);
    if (data.length < 100) return ids;
  }
}

async function credential(url: string, path: string, body: object): Promise<string> {
  const response = await fetch(`${url}/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return cookies.join("; ");
}

async function withOrganization(url: string, cookie: string): Promise<Account> {
  const response = await fetch(`${url}/v1/me`, { headers: { cookie } });
  const { organizations } = (await response.json()) as { organizations: { id: string }[] };
  return { url, cookie, organizationId: organizations[0]!.id };
}
