import { relative } from "node:path";
import type { Expression, Rule } from "./rule.ts";

/** What is read of no organization. Every other key of a cached answer begins with the id of the organization. */
const globalKeys = [
  "me",
  "account link",
  "installation",
  "organizations",
  "invitation",
  "address-rules",
  "test-page",
  "chat-link",
  "widget",
];
/** Where what became stale is read again: by one hook, and where the server's refusals and events are followed. */
const refreshers = ["browser/api/use-refresh.ts", "dashboard/follow-refusals.ts", "dashboard/live/read-again.ts"];
const callers = ["fetch", "XMLHttpRequest", "EventSource", "WebSocket", "sendBeacon"];

/**
 * In the dashboard every call goes through `browser/api`, where one function puts the organization of the address into
 * it, and what was read of one organization is kept under its id: two tabs, or one after the other, never mix them.
 */
export const dashboardCalls: Rule = {
  create(context) {
    const file = relative(context.cwd, context.filename).replaceAll("\\", "/");
    const isOurs = /^(browser|(features\/[^/]+\/)?dashboard)\//.test(file) && !/\.test\.tsx?$/.test(file);
    const isApi = file.startsWith("browser/api/");

    const refuseCall = (node: Expression) => {
      const name = node.callee?.name ?? node.callee?.property?.name ?? "";
      if (name === "invalidateQueries" && !refreshers.includes(file))
        context.report({ node, message: "useRefresh reads again what became stale." });
      if (!isApi && callers.includes(name)) context.report({ node, message: "Call the server through browser/api." });
    };
    const refuseAddress = (node: Expression, text: unknown) => {
      if (isApi || typeof text !== "string" || !text.startsWith("/v1/organizations/")) return;
      context.report({ node, message: "organizationApi or organizationPath puts the organization into an address." });
    };
    const refuseKey = (node: object, key: Expression | undefined) => {
      if (!key || beginsWithOrganization(key)) return;
      context.report({ node, message: "A key of an organization's answers begins with organizationId." });
    };
    const visitors: ReturnType<Rule["create"]> = {
      CallExpression: refuseCall,
      NewExpression: refuseCall,
      Literal: (node: Expression) => refuseAddress(node, node.value),
      TemplateLiteral: (node: Expression) => refuseAddress(node, node.quasis?.[0]?.value.cooked),
      Property(node: Expression) {
        if (node.key?.name === "queryKey" && typeof node.value === "object") refuseKey(node, node.value as Expression);
      },
      VariableDeclarator(node: Expression) {
        if (!node.id?.name?.endsWith("Key")) return;
        const made = node.init?.type === "ArrowFunctionExpression" ? node.init.body : node.init;
        if (made?.type === "ArrayExpression") refuseKey(node, made);
      },
    };
    return isOurs ? visitors : {};
  },
};

/** An array that begins so, or another key that was checked where it was made. */
function beginsWithOrganization(key: Expression): boolean {
  if (key.type === "ArrayExpression") {
    const first = key.elements?.[0];
    if (!first) return false;
    if (first.type === "Literal") return globalKeys.includes(String(first.value));
    return first.type === "SpreadElement" && first.argument ? isKnownKey(first.argument) : isOrganizationId(first);
  }
  return key.type === "AssignmentPattern" || key.type === "ObjectPattern" || isKnownKey(key);
}

function isKnownKey(key: Expression): boolean {
  if (key.type === "CallExpression") return nameOf(key.callee).endsWith("Key") && isOrganizationId(key.arguments?.[0]);
  return /(^queryKey|Key)$/.test(nameOf(key));
}

function isOrganizationId(id: Expression | undefined): boolean {
  return nameOf(id) === "organizationId" || (nameOf(id) === "id" && nameOf(id?.object) === "organization");
}

function nameOf(expression: Expression | undefined): string {
  return (expression?.type === "MemberExpression" ? expression.property?.name : expression?.name) ?? "";
}
