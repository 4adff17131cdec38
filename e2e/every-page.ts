import type { Page } from "playwright-core";
import type { FilledWorld } from "#testing/world.ts";

/** An address of the dashboard, by what its router says of the pages that it has. */
type RouterPage = { path: string; sold: boolean; search: { [key: string]: (string | boolean)[] | null } };

/** What a page showed: its words, and those of labels and titles. */
export type OpenedPage = { address: string; heading: string; text: string };

/** Every page of the dashboard's own router, once plainly and once for each thing that its address can open. */
export async function everyAddress(page: Page, names: { [param: string]: string }): Promise<{ address: string; sold: boolean }[]> {
  const pages = await page.evaluate<RouterPage[]>(routerPages);
  return pages.flatMap(({ path, sold, search }) => {
    const filled = path.replace(/\$(\w+)/g, (_param, name: string) => {
      if (!names[name]) throw new Error(`Say what stands for $${name} in ${path}.`);
      return names[name];
    });
    const openings = Object.entries(search).flatMap(([key, values]) =>
      (values ?? [names[key]].filter((value) => value !== undefined)).map((value) => `?${key}=${value}`),
    );
    return ["", ...openings].map((opening) => ({ address: `${filled}${opening}`, sold }));
  });
}

/** What is in the addresses of a filled organization: in a path, or behind the question mark. */
export const namesIn = ({ organization, world }: FilledWorld): { [param: string]: string } => ({
  organizationId: organization.id,
  projectId: world.project_id,
  agentId: world.agent_id,
  tab: "versions",
  token: world.token,
  agent: world.agent_id,
  source: world.source_id,
  conversation: world.conversation_id,
  lead: world.lead_id,
  edit: world.role_id,
  from: "member",
});

/** Whether anybody may open it, signed in or not. */
export const isPublic = (address: string) =>
  !address.startsWith("/organizations") &&
  !address.startsWith("/profile") &&
  !address.startsWith("/second-factor-required") &&
  address !== "/waiting";

/** Goes there within the page, as a click on a link does, and reads when all of it has come. */
export async function openWithin(page: Page, address: string): Promise<OpenedPage> {
  await page.evaluate(`__TSR_ROUTER__.history.push(${JSON.stringify(address)})`);
  await page.evaluate(untilCome);
  return readPage(page, address);
}

export async function readPage(page: Page, address: string): Promise<OpenedPage> {
  return { address, ...(await page.evaluate<{ heading: string; text: string }>(shown)) };
}

/** A search parameter with a few values of its own opens something by each; one of many, or free text, only filters. */
const routerPages = `Object.values(__TSR_ROUTER__.routesById)
  .filter(({ fullPath, children }) => fullPath && !children)
  .map(({ fullPath, options }) => {
    const inner = (schema) => schema.def.innerType ? inner(schema.def.innerType) : schema;
    const values = ({ def }) =>
      def.type === "literal" ? def.values : def.type === "boolean" ? [true]
      : def.type === "enum" && Object.keys(def.entries).length <= 4 ? Object.values(def.entries) : null;
    const shape = options.validateSearch?.shape ?? {};
    return {
      path: fullPath.length > 1 ? fullPath.replace(/\\/$/, "") : fullPath,
      sold: options.staticData?.entry?.sold === true,
      search: Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, values(inner(schema))])),
    };
  })`;

/** Still for two frames, since what is drawn first may ask for more. */
const untilCome = `new Promise((resolve, reject) => {
  const startedAt = Date.now();
  let framesStill = 0;
  const isStill = ({ state, latestLocation, options }) =>
    state.status === "idle" && state.resolvedLocation?.href === latestLocation.href && options.context.client.isFetching() === 0
    && document.querySelector("h1") !== null && document.querySelector("output[aria-label=Loading]") === null;
  const look = () => {
    framesStill = isStill(__TSR_ROUTER__) ? framesStill + 1 : 0;
    if (framesStill === 2) resolve();
    else if (Date.now() - startedAt > 30_000) reject(new Error("Does not come to rest: " + location.href));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

const shown = `(() => {
  const words = [document.title];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return;
    if (["SCRIPT", "STYLE"].includes(node.nodeName)) return;
    for (const name of ["aria-label", "aria-description", "aria-valuetext", "title", "alt", "placeholder"])
      if (node.getAttribute?.(name)) words.push(node.getAttribute(name));
    if (node.shadowRoot) walk(node.shadowRoot);
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return { heading: document.querySelector("h1")?.textContent ?? "", text: words.join("\\n") };
})()`;
