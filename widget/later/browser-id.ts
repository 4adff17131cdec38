/** By which a website's visitors are known again, in their own storage; none where the browser refuses that. */
export function browserId(): string | undefined {
  try {
    return (localStorage["botcadence:browser"] ??= [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(36))
      .join("-"));
  } catch {
    return undefined;
  }
}
