/** What the form says that asks a visitor who they are, in English. */
export const formWords = {
  title: "Before we start",
  titleDuring: "Your details",
  offer: "Leave your details",
  thanks: "Thank you. Your details are with the team.",
  send: "Send",
  sending: "Sending",
  skip: "Skip",
  cancel: "Cancel",
  optional: "optional",
  choose: "Choose",
  yes: "Yes",
  no: "No",
  failed: "This could not be sent. Check your network, then try again.",
};
