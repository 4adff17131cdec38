export type Message = { to: string; subject: string; text: string; html: string };

export type Mail = {
  /** Where mail goes: a mailbox page on loopback, an SMTP server, or nowhere (the sender gets a link to copy). */
  mode: "mailbox" | "smtp" | "none";
  /** Hands a message over; resolves when the mailbox or the server has taken it. */
  send(message: Message): Promise<void>;
  close(): Promise<void>;
};
