import { toast } from "sonner";
import { z } from "zod";
import { api } from "./api.ts";
import { messageOf } from "./api-error.ts";
import { tellOtherTabs } from "./signed-out.ts";

/** Ends the session and reloads the address: the next person at this screen finds nothing from this one. */
export async function signOut(to = "/sign-in"): Promise<void> {
  try {
    await api("/api/auth/sign-out", z.unknown(), { method: "POST" });
  } catch (error) {
    toast.error(messageOf(error));
    return;
  }
  tellOtherTabs("signed out");
  sessionStorage.clear();
  location.assign(to);
}
