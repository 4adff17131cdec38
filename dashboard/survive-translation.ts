/**
 * Keeps React working while the browser translates the page. A translation puts `<font>` elements in place of text nodes, or
 * around them, and React, which knows the text nodes, throws when it removes one or inserts before it, and keeps writing
 * into one that nobody sees. A text that is touched is first put back in its old place; the browser translates it again.
 */
export function surviveTranslation(): void {
  new MutationObserver((records) => records.forEach(noteReplaced)).observe(document, { childList: true, subtree: true });
  const { removeChild, insertBefore } = Node.prototype;

  Node.prototype.removeChild = function <Child extends Node>(this: Node, child: Child): Child {
    putBack(this, child);
    return removeChild.call(this, child) as Child;
  };
  Node.prototype.insertBefore = function <Child extends Node>(this: Node, node: Child, next: Node | null): Child {
    if (next) putBack(this, next);
    return insertBefore.call(this, node, next) as Child;
  };
  for (const name of ["nodeValue", "data"] as const) {
    const owner = name === "data" ? CharacterData.prototype : Node.prototype;
    const { get, set } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
    Object.defineProperty(owner, name, {
      configurable: true,
      enumerable: true,
      get,
      set(this: Node, value: string | null) {
        if (replacements.has(this)) standInOf(this)?.replaceWith(this);
        set?.call(this, value);
      },
    });
  }
}

/** What stands where a text stood. */
const replacements = new WeakMap<Node, Node>();

function noteReplaced({ addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord): void {
  for (const removed of removedNodes) {
    if (removed.nodeType !== Node.TEXT_NODE && !isFont(removed)) continue;
    const standIn = [...addedNodes, previousSibling, nextSibling].find((node) => node && (isFont(node) || isFont(removed)));
    if (standIn) replacements.set(removed, standIn);
  }
}

/** Puts a child of React's back to where React left it. */
function putBack(parent: Node, child: Node): void {
  if (child.parentNode === parent) return;
  const standIn = standInOf(child);
  if (standIn?.parentNode === parent) standIn.replaceWith(child);
}

/** The outermost `<font>` around a node, or the one that came in its place. */
function standInOf(node: Node): ChildNode | null {
  let at: Node | undefined = node;
  while (at && !at.isConnected) at = replacements.get(at);
  let top: Node | null = at ?? null;
  while (top?.parentNode && isFont(top.parentNode)) top = top.parentNode;
  return top === node ? null : (top as ChildNode | null);
}

const isFont = (node: Node): node is HTMLElement => node.nodeName === "FONT";
