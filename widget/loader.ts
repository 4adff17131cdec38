import { scriptTag } from "./script-tag.ts";
import { whenIdle } from "./when-idle.ts";
import { WidgetElement } from "./widget-element.ts";

/**
 * What `<script src="APP_URL/widget.js" data-agent="agt_…" async></script>` runs: nothing until the page is idle, then
 * the definition of <botcadence-widget> and, for a tag that names an agent, one such element at the end of the page.
 */
const tagName = "botcadence-widget";

whenIdle(() => {
  if (!customElements.get(tagName)) customElements.define(tagName, WidgetElement);
  const { agent, position, theme } = scriptTag?.dataset ?? {};
  if (!agent || document.querySelector(`${tagName}:not([mode=inline])`)) return;
  const widget = document.createElement(tagName);
  for (const [name, value] of Object.entries({ agent, position, theme })) if (value) widget.setAttribute(name, value);
  document.body.append(widget);
});
