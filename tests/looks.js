// What nobody would sign who looks at a page: sentences, none where all is well. Read by tests/looks.py.
(() => {
  const SLACK = 2; // pixels, for the rounding of fonts and lines
  const LEADING = 5; // pixels that the box of a text is higher than its letters
  const ICONS = "[data-testid=stIconMaterial], [data-testid=stIconEmoji]";
  const GRID = "[data-testid=stDataFrame]"; // a grid scrolls, and cuts a long cell by design

  const box = (element) => element.getBoundingClientRect();
  const words = (text) => `"${text.replace(/\s+/g, " ").trim().slice(0, 60)}"`;
  const charts = () => [...document.querySelectorAll(".js-plotly-plot")];
  const name = (chart) => words(chart.querySelector(".gtitle")?.textContent || "a figure without a title");
  const seen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box(element).width > 1 && box(element).height > 1;
  const meet = (one, other) => ({
    width: Math.min(one.right, other.right) - Math.max(one.left, other.left),
    height: Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
  });
  const folded = (element) => box(element.closest("[data-testid=stSidebar]") || document.body).right <= 0;
  const leaves = (inner, outer) =>
    inner.left < outer.left - SLACK || inner.right > outer.right + SLACK || inner.top < outer.top - SLACK || inner.bottom > outer.bottom + SLACK;
  const texts = (chart) => [...chart.querySelectorAll(".main-svg text")].filter((text) => text.textContent.trim() && seen(text));

  function colours(source, width, height) {
    const canvas = new OffscreenCanvas(64, 64);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(source, 0, 0, width, height, 0, 0, 64, 64);
    const data = context.getImageData(0, 0, 64, 64).data;
    const found = new Set();
    for (let i = 0; i < data.length; i += 4) found.add((data[i] << 24) | (data[i + 1] << 16) | (data[i + 2] << 8) | data[i + 3]);
    return found.size;
  }

  /** Pictures and tables that show one colour only; maps are looked at from outside, since WebGL cannot be read here. */
  function blank() {
    const tables = [...document.querySelectorAll(`${GRID} canvas`)].filter((one) => seen(one) && one.width && one.height);
    const pictures = [...document.querySelectorAll("img")].filter(seen);
    return [
      ...tables.filter((one) => colours(one, one.width, one.height) < 2).map(() => "a table is blank"),
      ...pictures
        .filter((one) => !one.naturalWidth || colours(one, one.naturalWidth, one.naturalHeight) < 2)
        .map((one) => `the picture ${words(one.alt)} is blank`),
    ];
  }

  /** Figures with a panel in which no bar, point, line or fill is drawn. */
  function empty() {
    const marks = ".trace .point path, .trace path.point, .trace .js-line, .trace .js-fill";
    const lie = (mark, panel) => {
      const common = meet(box(mark), box(panel));
      const line = mark.matches(".js-line");
      return box(mark).width + box(mark).height > 1 && common.width >= (line ? 0 : 1) && common.height >= (line ? 0 : 1);
    };
    return charts().flatMap((chart) => {
      const panels = [...chart.querySelectorAll(".nsewdrag")];
      const drawn = [...chart.querySelectorAll(marks)];
      if (!panels.length) return [`${name(chart)} has no panel`];
      return panels.filter((panel) => !drawn.some((mark) => lie(mark, panel))).map(() => `${name(chart)} has an empty panel`);
    });
  }

  /** The box of the clip path that an SVG element is cut by, or none. */
  function window_of(element) {
    const cut = element.closest("[clip-path]");
    const id = cut?.getAttribute("clip-path").match(/#([^'")]+)/)?.[1];
    const rect = id && document.getElementById(id)?.querySelector("rect");
    if (!rect) return null;
    const [x, y, width, height] = ["x", "y", "width", "height"].map((key) => Number(rect.getAttribute(key) || 0));
    const to = cut.getScreenCTM();
    const [a, b] = [new DOMPoint(x, y).matrixTransform(to), new DOMPoint(x + width, y + height).matrixTransform(to)];
    return { left: a.x, top: a.y, right: b.x, bottom: b.y };
  }

  /** Words of a figure that its edge or the edge of its panel cuts. */
  const cut_in_figures = () =>
    charts().flatMap((chart) => {
      const home = box(chart.querySelector(".main-svg"));
      return texts(chart)
        .filter((text) => leaves(box(text), home) || (window_of(text) && leaves(box(text), window_of(text))))
        .map((text) => `${name(chart)} cuts ${words(text.textContent)}`);
    });

  /** Words of the page outside figures and grids that the window or a box around them cuts. */
  function cut_on_page() {
    const found = new Set();
    const styles = new Map();
    const style = (element) => styles.get(element) || styles.set(element, getComputedStyle(element)).get(element);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const home = node.parentElement;
      if (!node.textContent.trim() || home.closest(`svg, script, style, noscript, [aria-hidden=true], ${ICONS}, ${GRID}`) || !seen(home)) continue;
      if (folded(home)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()].filter((line) => line.width > 1);
      if (!lines.length || style(home).clip !== "auto") continue; // words for a screen reader only
      let [left, right, top, bottom] = [0, window.innerWidth, -Infinity, Infinity];
      let scrolls = false; // what a box cuts that stands around one which scrolls can be scrolled to
      for (let around = home; around && around !== document.body; around = around.parentElement) {
        const { overflowX, overflowY } = style(around);
        const edge = box(around);
        if (/auto|scroll/.test(overflowX) && around.scrollWidth > around.clientWidth + SLACK && around.matches("pre, pre *, [role=tablist], [role=tablist] *")) break;
        if (/hidden|clip/.test(overflowX)) [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        scrolls ||= /auto|scroll/.test(overflowY);
        if (!scrolls && /hidden|clip/.test(overflowY)) [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      const cut = lines.some((line) => leaves({ left: line.left, right: line.right, top: line.top + 3, bottom: line.bottom - 3 }, { left, right, top, bottom }));
      if (cut) found.add(`the page cuts ${words(node.textContent)}`);
    }
    return [...found];
  }

  /** A page that scrolls sideways. */
  const sideways = () =>
    [document.documentElement, ...document.querySelectorAll("[data-testid=stMain], [data-testid=stSidebarContent]")]
      .filter((part) => seen(part) && !folded(part) && part.scrollWidth > part.clientWidth + 1)
      .map((part) => `${part.dataset.testid || "the page"} scrolls sideways: ${part.scrollWidth} of ${part.clientWidth} pixels`);

  /** Words of a figure that lie over each other. */
  const overlapping = () =>
    charts().flatMap((chart) => {
      const placed = texts(chart).map((text) => [text, box(text)]);
      return placed.flatMap(([text, one], index) =>
        placed
          .slice(index + 1)
          .filter(([, other]) => meet(one, other).width > SLACK && meet(one, other).height > LEADING)
          .map(([over]) => `${name(chart)}: ${words(text.textContent)} lies over ${words(over.textContent)}`),
      );
    });

  /** Grounds that have other colours than the theme: `wanted` holds `page`, `sidebar` and `figure` as rgb(). */
  function unthemed(wanted) {
    const grounds = [
      ["the page", document.querySelector("[data-testid=stApp]"), wanted.page],
      ["the sidebar", document.querySelector("[data-testid=stSidebar]"), wanted.sidebar],
      ...charts().map((chart) => [name(chart), chart.querySelector(".main-svg"), wanted.figure]),
    ];
    return grounds
      .filter(([, element]) => element)
      .map(([what, element, colour]) => [what, getComputedStyle(element).backgroundColor, colour])
      .filter(([, is, colour]) => is !== colour)
      .map(([what, is, colour]) => `${what} is drawn on ${is} in place of ${colour}`);
  }

  return { blank, empty, cut_in_figures, cut_on_page, sideways, overlapping, unthemed };
})()
