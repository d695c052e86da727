// A part of the page that did not arrive stays missing until the page is loaded anew. Once the server
// answers again, do that: the address holds the whole view. Once in half a minute at most.
addEventListener("vite:preloadError", () => {
  const again = async () => {
    const health = await fetch("_stcore/health", { cache: "no-store" }).catch(() => undefined);
    const last = Number(sessionStorage.getItem("loaded anew"));
    if (!health?.ok || Date.now() - last < 30_000) return setTimeout(again, 2_000);
    sessionStorage.setItem("loaded anew", Date.now());
    location.reload();
  };
  again();
}, { once: true });
