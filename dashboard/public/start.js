// Runs before every module and the first paint.

// zod reads this when it loads: it would try `new Function`, which the page's policy refuses with an error in the console.
// oxlint-disable-next-line no-underscore-dangle -- the name is zod's
globalThis.__zod_globalConfig = { jitless: true };

// A dark page never flashes light. The choice is "light", "dark" or, unset, the system's.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const choice = localStorage.getItem("theme");
    const { classList } = document.documentElement;
    // All colours change at once: words that fade on a ground that does not cannot be read meanwhile.
    classList.add("changing-theme");
    classList.toggle("dark", choice === "dark" || (choice !== "light" && system.matches));
    void document.body?.offsetHeight;
    classList.remove("changing-theme");
  };
  apply();
  system.addEventListener("change", apply);
  addEventListener("storage", apply);
})();
