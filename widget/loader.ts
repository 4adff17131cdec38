import { keepOnPage } from "./keep-on-page.ts";
import { repeatClicks } from "./repeat-clicks.ts";
import { home, scriptTag, settingsOf } from "./script-tag.ts";
import { whenIdle } from "./when-idle.ts";
import { WidgetElement } from "./widget-element.ts";

/**
 * What `<script src="APP_URL/widget.js" data-agent="agt_…" async></script>` runs: nothing until the page is idle, then
 * the definition of <botcadence-widget> and, for a tag that names an agent, one such element at the end of the page.
 */
const tagName = "botcadence-widget";
const inCorner = `${tagName}:not([mode=inline])`;

whenIdle(() => {
  // What the widget rests on came to browsers with these two; older ones show nothing.
  if (!CSS.supports("(color:light-dark(red,red)) and selector(:popover-open)")) return;
  if (!customElements.get(tagName)) {
    customElements.define(tagName, WidgetElement);
    repeatClicks(inCorner);
  }
  const settings = scriptTag ? settingsOf(scriptTag) : {};
  if (!settings.agent) {
    // Our own pages name the agent on the element.
    if (home !== location.origin && !document.querySelector(tagName)) console.warn("Botcadence: neither data-agent nor ?agent= is set.");
    return;
  }
  const standing = document.querySelector(inCorner);
  const widget = standing ?? document.createElement(tagName);
  for (const name of ["agent", "position", "theme", "language"]) {
    const value = settings[name];
    if (value && widget.getAttribute(name) !== value) widget.setAttribute(name, value);
  }
  if (standing) return;
  document.body.append(widget);
  // A page without the tag wants no widget any more; a tag that was gone before it ran, as some loaders do, tells nothing.
  const isTagged = () => [...document.scripts].some((tag) => tag.src === scriptTag?.src && settingsOf(tag).agent === settings.agent);
  keepOnPage(widget, inCorner, isTagged() ? isTagged : () => true);
});
