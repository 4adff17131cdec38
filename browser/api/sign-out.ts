import { toast } from "sonner";
import { z } from "zod";
import { api } from "./api.ts";
import { messageOf } from "./api-error.ts";
import { meanSignOut, tellOtherTabs } from "./signed-out.ts";

/** Ends the session and reloads the address: the next person at this screen finds nothing from this one. */
export async function signOut(to = "/sign-in"): Promise<void> {
  meanSignOut(true);
  try {
    await api("/api/auth/sign-out", z.unknown(), { method: "POST" });
  } catch (error) {
    meanSignOut(false);
    toast.error(messageOf(error));
    return;
  }
  tellOtherTabs("signed out");
  sessionStorage.clear();
  location.assign(to);
}
