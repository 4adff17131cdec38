/** What is asked of a parsed page: the server is compiled without the types of a browser. */
type Queries = {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement> & { length: number };
};
export type PageElement = Queries & {
  readonly localName: string;
  readonly id: string;
  readonly textContent: string | null;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  closest(selector: string): PageElement | null;
  insertAdjacentHTML(position: "beforebegin", html: string): void;
  remove(): void;
};
export type PageDocument = Queries & { readonly body: PageElement };
