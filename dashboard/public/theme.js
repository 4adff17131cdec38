// Runs before the first paint, so that a dark page never flashes light. The choice is "light", "dark" or, unset, the system's.
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
