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

// Figures keep the width they have on screen: on paper all is made smaller until a screen's width fits.
const PAPER = 980; // pixels of CSS: Letter across, less its margins; A4 is wider
addEventListener("beforeprint", () => (document.body.style.zoom = Math.min(1, PAPER / innerWidth)));
addEventListener("afterprint", () => (document.body.style.zoom = ""));
