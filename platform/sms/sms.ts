/** A text message. Numbers are E.164; `from` null: the sender that the installation is configured with. */
export type SmsMessage = { to: string; from: string | null; text: string };

export type Sms = {
  /** Where texts go: Twilio, a page on loopback (`/dev/sms`), or nowhere. */
  mode: "twilio" | "outbox" | "none";
  /**
   * Hands a text over; resolves when it was taken, not when it arrived. May take ten seconds.
   * @throws SmsRefused
   */
  send(message: SmsMessage): Promise<void>;
};

/** Why a text was not taken: its sender is not one of the provider's, its recipient gets no texts, or the provider failed. */
export class SmsRefused extends Error {
  readonly reason: "sender" | "recipient" | "provider";

  constructor(reason: SmsRefused["reason"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SmsRefused";
    this.reason = reason;
  }
}
