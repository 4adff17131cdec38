import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "#browser/api/query-client.ts";
import { Toaster } from "#browser/ui/toaster.tsx";
import "#browser/ui/styles.css";
import { followRefusals } from "./follow-refusals.ts";
import { followSession } from "./follow-session.ts";
import { keepFocus } from "./keep-focus.ts";
import { leaveComposing } from "./leave-composing.ts";
import { createAppRouter } from "./router.tsx";
import { surviveTranslation } from "./survive-translation.ts";

const client = createQueryClient();
const router = createAppRouter(client);

surviveTranslation();
leaveComposing();
keepFocus();
followSession(client, router);
followRefusals(client);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root.");
createRoot(root).render(
  <StrictMode>
    {/* Styles come from our own style sheet alone, as the page's policy says. */}
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toaster />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
