// The key "/" leads to the search, unless something is being typed.
const field = document.getElementById("q");
if (matchMedia("(hover: hover)").matches) field.placeholder = "Search (press /)";
document.addEventListener("keydown", (event) => {
  const { target } = event;
  const isTyping = target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  field.focus();
  field.select();
});
