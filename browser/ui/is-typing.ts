/** Whether a key is meant for what has the focus: a field, a choice that is searched by letters, a window over the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=combobox], [role=listbox], [role=dialog], [role=menu]") !== null)
  );
}
