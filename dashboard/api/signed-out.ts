let listener = () => {};

/** Says what happens when the server no longer knows the session; the router sets it once. */
export function onSignedOut(lead: () => void): void {
  listener = lead;
}

export function tellSignedOut(): void {
  listener();
}
