const key = "has_account";

/** Whether somebody has signed in with this browser: `/` then leads to sign-in, not to sign-up. */
export const wasHereBefore = () => localStorage.getItem(key) === "1";

export const rememberAccount = () => localStorage.setItem(key, "1");
