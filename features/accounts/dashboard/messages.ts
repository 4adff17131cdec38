import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  closeAccountDialog: {
    title: "Delete your account?",
    sentence: "This is what happens to your organizations.",
    organizationsFailed: "Your organizations could not be loaded.",
    close: "Close",
    methodsFailed: "Your sign-in methods could not be loaded.",
    sendTheCode: "Send the code",
    deleteAccount: "Delete account",
  },
  closeAccountSection: {
    deleteAccount: "Delete account",
    sentence: "Closed at once, and deleted for good after 30 days in which you can restore it.",
    consequence:
      "You are signed out everywhere. Organizations in which you are the only member are deleted with your account; the others continue without you.",
  },
  whatHappens: {
    handOver: "To be handed over first",
    handOverSentence: "You are their only Owner, and others are in them. Make somebody else Owner, or delete the organizations.",
    teamMembersOf: "Team Members of {name}",
    teamMembers: "Team Members",
    deleted: "Deleted with your account",
    deletedSentence: "You are their only member. They are read-only at once and come back if you restore your account.",
    continueWithoutYou: "Continue without you",
    continueSentence: "You leave them at once. What you created stays there; API keys that you created stop working.",
    members: "{count, plural, one {# member} other {# members}}",
  },
});
