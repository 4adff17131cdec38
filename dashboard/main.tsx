import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "#dashboard/api/query-client.ts";
import { onSignedOut } from "#dashboard/api/signed-out.ts";
import { Toaster } from "#dashboard/ui/toaster.tsx";
import { createAppRouter } from "./router.tsx";
import "./ui/styles.css";

const client = createQueryClient();
const router = createAppRouter(client);

onSignedOut(() => {
  const { pathname, search } = location;
  if (pathname !== "/sign-in") location.assign(`/sign-in?return_to=${encodeURIComponent(pathname + search)}`);
});

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <Toaster />
    </QueryClientProvider>
  </StrictMode>,
);
