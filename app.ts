import { fileURLToPath } from "node:url";
import { productOf } from "#access/product-of.ts";
import { mountRoutes, type Route } from "#access/router.ts";
import { openApiDocument } from "#access/openapi.ts";
import { allowWidgetOrigins, answerPreflights } from "#features/conversations/server/cross-origin.ts";
import { mountHostedPages } from "#features/conversations/server/hosted-page.ts";
import { handoverTable } from "#features/conversations/server/handover/handover-table.ts";
import { operationTable } from "#access/operation-table.ts";
import { permissionTable } from "#access/permission-table.ts";
import { endKeysAtReset } from "#features/api-keys/server/end-own-keys.ts";
import { sellThrough, whereSold, type Seller } from "#features/addresses/server/seller.ts";
import { operatorSeller } from "#features/invoices/server/issuing/operator-seller.ts";
import { stripeSeller } from "#features/stripe/server/stripe-seller.ts";
import { mountWebhook } from "#features/stripe/server/mount-webhook.ts";
import { restoreAccount } from "#features/accounts/server/restore-account.ts";
import { archiveContents } from "#features/exports/server/archive-contents.ts";
import { createIdentity } from "#features/identity/server/create-identity.ts";
import { mountIdentity } from "#features/identity/server/mount-identity.ts";
import { features } from "#features/index.ts";
import { ensureMembership } from "#features/invitations/server/ensure-membership.ts";
import { signUpByInvitation } from "#features/invitations/server/sign-up-by-invitation.ts";
import { findContactNumber } from "#features/phone-numbers/server/contact-number.ts";
import { apiReference } from "#platform/docs/api-reference.ts";
import { engineOf } from "#platform/engine.ts";
import { mountDocs } from "#platform/docs/mount-docs.ts";
import { mountBundles } from "#platform/http/bundles.ts";
import type { App } from "#platform/http/app.ts";
import { createApp } from "#platform/http/server.ts";
import { mountMailbox } from "#platform/mail/mount-mailbox.ts";
import { mountSmsOutbox } from "#platform/sms/mount-sms-outbox.ts";
import type { Platform } from "#platform/platform.ts";

/** What the features bring together, and what is handed from one to another. */
export const product = productOf(features, { contactOf: findContactNumber });

/** Says once who sells plans here; what has to know asks `sellerOf`. */
export function chooseSeller(platform: Platform): void {
  sellThrough(platform, sellerFor(platform));
}

function sellerFor({ env, stripe }: Platform): Seller | null {
  if (stripe) return stripeSeller(stripe);
  return env.billing === "manual" ? operatorSeller : null;
}

/** Everything that answers over HTTP, in one list. main.ts listens with it; tests call it without a socket. */
export function buildApp(platform: Platform): App {
  const routes = activeRoutes().filter(({ operation }) => operation.available?.(platform) ?? true);
  const isUpload = ({ operation }: Route) => operation.type === "procedure" && operation.body === "multipart";
  const mount = (to: App, some: Route[]) => mountRoutes(to, platform, some, product);
  const app = createApp(platform, {
    isReady: () => isReady(platform),
    mountHeaders: allowWidgetOrigins,
    mountUploads: (first) => mount(first, routes.filter(isUpload)),
  });
  answerPreflights(app, platform);
  mount(
    app,
    routes.filter((route) => !isUpload(route)),
  );
  const identity = createIdentity({
    platform,
    ensureMembership,
    restoreAccount,
    endKeys: endKeysAtReset,
    invitations: signUpByInvitation,
  });
  mountIdentity(app, identity);
  mountWebhook(app, platform);
  mountMailbox(app, platform.env, platform.mail);
  mountSmsOutbox(app, platform.env, platform.sms);
  let written: ReturnType<typeof openApiDocument> | undefined;
  // Written when it is asked for first: a start would wait for it.
  const openApi = () => (written ??= openApiDocument(routes, platform.env.appUrl));
  app.get("/openapi.json", (c) => c.json(openApi()));
  mountDocs(app, {
    folder: fileURLToPath(new URL("docs", import.meta.url)),
    tokens: new URL("browser/ui/tokens.css", import.meta.url),
    logo: new URL("dashboard/public/favicon.svg", import.meta.url),
    product: "Botcadence",
    appUrl: platform.env.appUrl,
    fills: {
      "app-url": () => platform.env.appUrl,
      "app-host": () => new URL(platform.env.appUrl).host,
      "app-scheme": () => new URL(platform.env.appUrl).protocol.slice(0, -1),
      permissions: permissionTable,
      "operations-by-role": () => operationTable(routes),
      operations: () => apiReference(openApi()),
      "handover-table": handoverTable,
      "archive-contents": () => archiveContents(platform, product.tables),
    },
    has: { sales: whereSold(platform) },
  });
  mountHostedPages(app, platform);
  mountBundles(app);
  return app;
}

/** Every operation; an installation has those that are `available` in it. */
export function activeRoutes(): Route[] {
  return features.flatMap((feature) => feature.routes);
}

async function isReady(platform: Platform): Promise<boolean> {
  try {
    await engineOf(platform).database.identityPool.query("select 1");
    return true;
  } catch {
    return false;
  }
}
