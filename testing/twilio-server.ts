import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server does with one text. Without a reply it takes it. */
export type TwilioReply = { status: number; code?: number; message?: string } | { until: Promise<unknown> } | "cut" | "no JSON";

export type TwilioServer = {
  /** What the TWILIO_… variables take. */
  variables: Record<string, string>;
  /** Texts in the order in which they came, refused ones too. */
  texts: { to: string; from: string; text: string }[];
  /** Sets the replies to the next texts, in order. */
  script(...replies: TwilioReply[]): void;
  close(): Promise<void>;
};

const accountSid = `AC${"0".repeat(32)}`;
const authToken = "a token of the tests";
const senders = ["+15005550006", "+4930901821"];

/**
 * Twilio's Messages resource on a socket. It knows its account, its own two senders, and that
 * +4915000000000 gets no texts; all else it takes.
 */
export async function startTwilioServer(port = 0): Promise<TwilioServer> {
  const replies: TwilioReply[] = [];
  const texts: TwilioServer["texts"] = [];
  const server = createServer((request, response) => {
    const answer = (status: number, body: object | string) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    };
    const refuse = (status: number, code: number, message: string) =>
      answer(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
    void readForm(request).then(async (form) => {
      const [to, from] = [form.get("To") ?? "", form.get("From") ?? form.get("MessagingServiceSid") ?? ""];
      if (request.method !== "POST" || request.url !== `/2010-04-01/Accounts/${accountSid}/Messages.json`)
        return refuse(404, 20_404, `The requested resource ${request.url} was not found`);
      if (request.headers.authorization !== `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`)
        return refuse(401, 20_003, "Authenticate");
      texts.push({ to, from, text: form.get("Body") ?? "" });
      const reply = replies.shift();
      if (reply === "cut") return request.socket.destroy();
      if (reply === "no JSON") return answer(502, "<html>Bad gateway</html>");
      if (reply && "status" in reply) return refuse(reply.status, reply.code ?? 20_500, reply.message ?? "Scripted");
      if (reply && "until" in reply) await reply.until;
      if (!senders.includes(from)) return refuse(400, 21_606, `The From phone number ${from} is not a valid, SMS-capable Twilio number`);
      if (to === "+4915000000000") return refuse(400, 21_614, `'To' number: ${to}, is not a valid mobile number`);
      return answer(201, { sid: `SM${"1".repeat(32)}`, status: "queued", to, from, error_code: null, error_message: null });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    variables: {
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
      TWILIO_FROM: senders[0]!,
      TWILIO_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    texts,
    script: (...next) => void replies.splice(0, replies.length, ...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
