import { unreachable } from "#browser/api/api-error.ts";

const tagName = "botcadence-widget";

/**
 * Defines <botcadence-widget> from the very file that customers' pages load.
 *
 * @throws ApiError where the file cannot be loaded; calling it again tries again
 */
export async function loadWidget(): Promise<true> {
  if (!customElements.get(tagName)) {
    await addScript();
    await customElements.whenDefined(tagName);
  }
  return true;
}

function addScript(): Promise<void> {
  const script = document.createElement("script");
  script.src = "/widget.js";
  script.async = true;
  return new Promise((resolve, reject) => {
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", (event) => {
      script.remove();
      reject(unreachable(event));
    });
    document.head.append(script);
  });
}
