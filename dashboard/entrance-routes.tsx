import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { leadAwayIfSignedIn } from "./pages/guards.ts";
import { root } from "./root-route.tsx";

/** What a page for signed-out people may be told: where to go after it. */
const Return = z.object({ return_to: z.string().optional().catch(undefined), email: z.string().optional().catch(undefined) });

/** The code with which a link of a mail or a way back from Google has failed. */
export const Failure = z.object({ error: z.string().optional().catch(undefined) });

/** The one-time link of a mail. */
const Token = z.object({ token: z.coerce.string().optional() });

const signUp = createRoute({
  getParentRoute: () => root,
  path: "sign-up",
  validateSearch: Return,
  beforeLoad: leadAwayIfSignedIn,
  component: lazyRouteComponent(() => import("#features/identity/dashboard/sign-up-page.tsx"), "SignUpPage"),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: "sign-in",
  validateSearch: Return.extend({
    ...Failure.shape,
    closed: z.boolean().optional().catch(undefined),
    restored: z.boolean().optional().catch(undefined),
  }),
  beforeLoad: leadAwayIfSignedIn,
  component: lazyRouteComponent(() => import("#features/identity/dashboard/sign-in-page.tsx"), "SignInPage"),
});
const secondStep = createRoute({
  getParentRoute: () => root,
  path: "second-step",
  validateSearch: Return.pick({ return_to: true }),
  beforeLoad: leadAwayIfSignedIn,
  component: lazyRouteComponent(() => import("#features/identity/dashboard/factors/second-step-page.tsx"), "SecondStepPage"),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: "forgot-password",
  validateSearch: Return.pick({ email: true }),
  component: lazyRouteComponent(() => import("#features/identity/dashboard/forgot-password-page.tsx"), "ForgotPasswordPage"),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "reset-password",
  validateSearch: Token,
  component: lazyRouteComponent(() => import("#features/identity/dashboard/reset-password-page.tsx"), "ResetPasswordPage"),
});
const emailConfirmation = createRoute({
  getParentRoute: () => root,
  path: "email-confirmation",
  validateSearch: Token.extend({ confirmed: z.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("./pages/email-confirmation-page.tsx"), "EmailConfirmationPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "invitations/$token",
  component: lazyRouteComponent(() => import("#features/invitations/dashboard/invitation-page.tsx"), "InvitationPage"),
});
const declineInvitation = createRoute({
  getParentRoute: () => root,
  path: "invitations/$token/decline",
  component: lazyRouteComponent(() => import("#features/invitations/dashboard/decline-page.tsx"), "DeclinePage"),
});
const waiting = createRoute({
  getParentRoute: () => root,
  path: "waiting",
  component: lazyRouteComponent(() => import("#features/invitations/dashboard/waiting-page.tsx"), "WaitingPage"),
});
/** An agent's test page, for anyone who has the link; the secret comes after `#`, which no server sees. */
const testPage = createRoute({
  getParentRoute: () => root,
  path: "test-page",
  component: lazyRouteComponent(() => import("./pages/test-page.tsx"), "TestPage"),
});

/** A visitor's chat, by the link of a mail. Its secret comes after `#` too. */
const chat = createRoute({
  getParentRoute: () => root,
  path: "chat",
  component: lazyRouteComponent(() => import("./pages/chat-page.tsx"), "ChatPage"),
});

/** The pages outside the frame, most of them for somebody who is not signed in. */
export const entranceRoutes = [
  signUp,
  signIn,
  secondStep,
  forgotPassword,
  resetPassword,
  emailConfirmation,
  invitation,
  declineInvitation,
  waiting,
  testPage,
  chat,
] as const;
