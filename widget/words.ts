import { inLanguage } from "./languages/spoken.ts";

/**
 * All that the chat says, in English, but the loader's few words: launcher.ts has to be a file without imports. Other languages are
 * files of their own, which take the place of these words.
 */
const close = "Close";
const person = "Talk to a person";
const agent = "Agent: ";
const send = "Send";
const cancel = "Cancel";
const failed = "That did not work. Try again.";
const unread = (count: number) => (count === 1 ? "1 new message" : `${count} new messages`);

/** What the open chat says. */
export const words = /* @__PURE__ */ inLanguage("panel", {
  close,
  person,
  send,
  chat: "Chat",
  subtitle: "AI agent · Answers with sources",
  newConversation: "New conversation",
  closeChat: "Close chat",
  loading: "Loading the conversation",
  conversation: "Conversation",
  agent,
  message: "Message",
  writeMessage: "Write a message",
  stop: "Stop",
  tryAgain: "Try again",
  connectionLost: "The connection was lost. Check your network, then try again.",
  notAvailable: "The chat is not available right now.",
});

/** What it says of what was asked and answered. The build takes it out of the panel's file and into the one that is loaded then. */
export const askingWords = /* @__PURE__ */ inLanguage("asking", {
  close,
  agent,
  visitor: "You: ",
  writing: "Writing an answer",
  stopped: "Stopped",
  sources: "Sources",
  openPage: "Open the page",
  suggestions: "What may help",
  noneOfThese: "None of these? Say it in other words.",
  noneOfTheseOrCall: "None of these? Say it in other words, or call.",
  backToChat: "Back to the chat",
  noAnswer: "No answer came. Ask again.",
  tooMany: (count: number) => `${count} characters too many`,
  left: (count: number) => `${count} characters left`,
});

/** What it says once something was asked. */
export const laterWords = /* @__PURE__ */ inLanguage("later", {
  person,
  starters: "Questions to begin with",
  call: (number: string) => `Call ${number}`,
  waiting: "Waiting for a person",
  opens: (time: string) => `The team is there again on ${time}.`,
  byMail: "If you leave, the answer comes by mail.",
  lookAgain: "If you leave, look in again later: the conversation stays here for 30 days.",
  lookAgainThen: "If you leave, look in again then: the conversation stays here for 30 days.",
  getByMail: "Get the answer by mail",
  cancel,
  failed,
  team: "From the team",
  writeTo: (name: string) => `Write to ${name.replace(/^The team$/, "the team")}`,
  isWriting: (name: string) => `${name || "Somebody"} is writing`,
  unread,
  openUnread: (count: number) => `Open chat, ${unread(count)}`,
});

/** What asks whether something helped. It is in the file of those buttons. */
export const ratingWords = /* @__PURE__ */ inLanguage("rating", {
  send,
  failed,
  didItHelp: "Did this help?",
  howWasIt: "Did this conversation help?",
  helped: "It helped",
  didNotHelp: "It did not help",
  tellMore: "Tell us more, if you like",
  sendComment: "Send comment",
  thanks: "Thank you.",
});

/** What it says where an agent asks before it does something. It is in the file of that card. */
export const confirmWords = /* @__PURE__ */ inLanguage("confirm", {
  title: "To be confirmed",
  question: "Is this to be sent?",
  sentTo: (host: string) => `It is sent to ${host}.`,
  yes: "Yes, send it",
  no: "No",
  sending: "Sending",
  sent: "It is sent.",
  failed: "It could not be sent.",
  declined: "It was not sent.",
  expired: "This is no longer asked. Say it again if you still want it.",
  lost: failed,
});

/** Where a visitor leaves an address. It is in the file of that field. */
export const addressWords = /* @__PURE__ */ inLanguage("address", { send, failed, email: "Your email address" });

/** What it says of files. It is in the file that is loaded with the first thing that somebody does in the chat. */
export const filesWords = /* @__PURE__ */ inLanguage("files", {
  attach: "Attach files",
  drop: "Drop files here",
  chosen: "Files to send",
  sent: "Files",
  uploading: (name: string) => `Uploading ${name}`,
  remove: (name: string) => `Remove ${name}`,
  tryAgain: (name: string) => `Try ${name} again`,
  download: "Download",
  tooLarge: "A file has at most 5 MB.",
  tooMany: "A message has at most 3 files. Send the others with the next one.",
  notSent: "This could not be uploaded. Check your network, then try again.",
  notShown: "This file could not be loaded. Try again.",
});

/** What the form says that asks a visitor who they are. It is in the file of that form. */
export const leadWords = /* @__PURE__ */ inLanguage("lead", {
  send,
  cancel,
  title: "Before we start",
  titleDuring: "Your details",
  offer: "Leave your details",
  arrived: "Thank you. Your details are with the team.",
  withdraw: "Withdraw consent",
  withdrawn: "Your consent is withdrawn.",
  sending: "Sending",
  skip: "Skip",
  optional: "optional",
  choose: "Choose",
  yes: "Yes",
  no: "No",
  agree: "I agree",
  refuse: "No, thanks",
  questions: {
    name: "What is your name?",
    email: "What is your email address?",
    phone: "What is your phone number?",
  } as Partial<Record<string, string>>,
  notSent: "This could not be sent. Check your network, then try again.",
});

/** The same in another language. */
export type Words = {
  panel: typeof words;
  asking: typeof askingWords;
  later: typeof laterWords;
  rating: typeof ratingWords;
  confirm: typeof confirmWords;
  address: typeof addressWords;
  files: typeof filesWords;
  lead: typeof leadWords;
};
