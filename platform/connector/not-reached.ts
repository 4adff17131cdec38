/** Why an address was not fetched, by a code that stays. */
export const reasons = {
  invalid_url: "This is not a valid address. Enter one such as https://example.com/help.",
  scheme: "Only addresses that begin with http:// or https:// can be reached.",
  credentials: "The address holds a user name or password. Leave them out.",
  port: "Websites do not answer on this port.",
  not_public: "The address leads into a private network, which this installation does not open.",
  unresolved: "There is no such host.",
  unreachable: "The server could not be reached.",
  tls: "The server's certificate is not valid.",
  redirects: "The address redirects too many times.",
  redirect_refused: "The address redirects to another one, which is not followed.",
  timeout: "The server took too long to answer.",
  too_large: "The answer is larger than what is read.",
  broken: "The server's answer could not be read.",
} as const;

export type NotReachedCode = keyof typeof reasons;

/** An address was refused, or did not answer. The message is a sentence that can be shown. */
export class NotReached extends Error {
  readonly code: NotReachedCode;
  /** The address that ended it, which after redirects is another than was asked for. */
  readonly url: string;

  constructor(code: NotReachedCode, url: string, options?: { cause?: unknown }) {
    super(reasons[code], options);
    this.name = "NotReached";
    this.code = code;
    this.url = url;
  }
}
