// Runs before every module and the first paint.

// zod reads this when it loads: it would try `new Function`, which the page's policy refuses with an error in the console.
globalThis.__zod_globalConfig = { jitless: true };

// A dark page never flashes light. The choice is "light", "dark" or, unset, the system's.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const choice = localStorage.getItem("theme");
    document.documentElement.classList.toggle("dark", choice === "dark" || (choice !== "light" && system.matches));
  };
  apply();
  system.addEventListener("change", apply);
  addEventListener("storage", apply);
})();
