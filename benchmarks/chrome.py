"""What a reader waits for, measured inside a real Chromium: when bars and map are drawn, and what came over the wire."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from benchmarks.line import line_to
from benchmarks.serving import App, Running
from tools.browser import NO_BROWSER, installed_chromium

FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run",
         # no other host has a name; a guard that looks at each request would switch the browser's cache off
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost")  # fmt: skip
PATIENCE = 60_000  # ms
# Times are absolute, so that they outlive a page that is loaded anew. Quiet: nothing drawn for this long, no script running.
WATCH = """(() => {
    const now = () => performance.timeOrigin + performance.now();
    const drawn = window.__drawn = {chart: [], map: [], heading: []};
    const note = list => { const at = now(); if (!list.length || at - list[list.length - 1] > 4) list.push(at); };
    const set = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function(name, value) {
        if (name === 'd' && this.parentNode?.classList?.contains('point')) note(drawn.chart);
        return set.call(this, name, value);
    };
    for (const kind of [WebGLRenderingContext, WebGL2RenderingContext])
        for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
            const draw = kind.prototype[name];
            if (draw) kind.prototype[name] = function(...all) { note(drawn.map); return draw.apply(this, all); };
        }
    const asked = () => sessionStorage.setItem('asked', now());
    addEventListener('pointerdown', asked, true);
    addEventListener('keydown', asked, true);
    window.__quiet = (kinds, since, rest) => new Promise(done => {
        const look = () => {
            const running = document.querySelector('[data-test-script-state]:not([data-test-script-state=notRunning])');
            const all = kinds.map(kind => drawn[kind].filter(at => at > since));
            const last = Math.max(0, ...drawn.chart, ...drawn.map);
            if (!running && last > since && all.every(list => list.length) && now() - last > rest)
                done({first: Math.max(...all.map(list => list[0])) , last: last, asked: since});
            else setTimeout(look, 20);
        };
        look();
    });
})()"""
REST = 700  # ms


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium that starts fresh."""
    path = installed_chromium()
    if path is None:
        raise SystemExit(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A profile with an empty cache that reaches this machine only."""
    context = browser.new_context(viewport={"width": 1440, "height": 2400})  # tall: what is out of sight is not drawn
    context.add_init_script(WATCH)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def first_load(browser: Browser, app: App, server: Running) -> dict[str, float]:
    """First loads with an empty cache: of the first page until its chart and its map, of a page without a map, in ms.

    A visit before them is not counted: the first reader after a start waits for more than any other.
    """
    with profile(browser) as context:
        page = context.new_page()
        page.goto(server.url)
        quiet(page, ["chart", "map"])
    with profile(browser) as context:
        page = context.new_page()
        page.goto(server.url, wait_until="commit")
        found = quiet(page, ["chart", "map"])
        begun = page.evaluate("performance.timeOrigin")
        chart = quiet(page, ["chart"])["first"]
    with profile(browser) as context:
        page = context.new_page()
        page.goto(server.url + app.without_map, wait_until="commit")
        other = quiet(page, ["chart"])["first"] - page.evaluate("performance.timeOrigin")
    return {
        "first load, chart": chart - begun,
        "first load, all painted": found["first"] - begun,
        "first load without a map, first chart": other,
    }


def changes(browser: Browser, app: App, server: Running) -> dict[str, list[float]]:
    """From the reader's touch to the last figure drawn anew, in ms: three types chosen, two years taken off, pages switched."""
    with profile(browser) as context:
        page = context.new_page()
        types = []
        for number in (1, 2, 3):
            if number == 1 or app.name in ("ours", "panel"):  # whose lists of choices do not open again by themselves
                page.goto(server.url, wait_until="commit")
                quiet(page, ["chart", "map"])
            types.append(_took(page, *_choose(page, app, number)))
        page.goto(server.url, wait_until="commit")
        quiet(page, ["chart", "map"])
        years = [_took(page, *_press(page, app)) for _ in range(2)]
        page.goto(server.url, wait_until="commit")
        quiet(page, ["chart", "map"])
        page.get_by_role("link", name=app.link, exact=True).first.click()
        there = quiet(page, ["chart"], asked(page))
        page.get_by_role("link", name=app.back, exact=True).first.click()
        back = quiet(page, ["chart", "map"], asked(page))
    return {
        "filter change": types,
        "year change": years,
        "page switch, first chart": [there["first"] - there["asked"]],
        "page switch, all painted": [there["last"] - there["asked"]],
        "page switch back, all painted": [back["first"] - back["asked"]],
    }


def bytes_loaded(browser: Browser, server: Running) -> dict[str, float]:
    """What the app sends for a first visit and for a second one of the same browser, in MB on the wire, sockets included."""
    seen = []
    with line_to(server.url) as line, profile(browser) as context:
        for _ in range(2):
            before = line.received
            page = context.new_page()
            page.goto(line.url, wait_until="commit")
            quiet(page, ["chart", "map"])
            page.close()
            seen.append((line.received - before) / 1e6)
    return {"bytes, first visit": seen[0], "bytes, second visit": seen[1]}


def quiet(page: Page, kinds: list[str], since: float = 0) -> dict[str, float]:
    """When each of these kinds was first drawn since a moment, and when the last of all was, once nothing moves any more."""
    page.wait_for_function("() => Boolean(window.__quiet)")
    return _patiently(page, kinds, since)


def _patiently(page: Page, kinds: list[str], since: float) -> dict[str, float]:
    """A page that is loaded anew throws away who waits in it: wait again in the new one."""
    for _ in range(3):
        try:
            found: dict[str, float] = page.evaluate(
                f"([kinds, since]) => Promise.race([__quiet(kinds, since, {REST}), "
                f"new Promise((_, fail) => setTimeout(() => fail('nothing was drawn'), {PATIENCE}))])",
                [kinds, since],
            )
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            page.wait_for_function("() => Boolean(window.__quiet)")
        else:
            return found
    raise RuntimeError("the page was loaded anew over and over")


def asked(page: Page) -> float:
    """When the reader last touched the page."""
    return float(page.evaluate("sessionStorage.getItem('asked')"))


def _took(page: Page, kinds: list[str], since: float) -> float:
    found = quiet(page, kinds, since)
    page.keyboard.press("Escape")
    return found["last"] - since


def _choose(page: Page, app: App, number: int) -> tuple[list[str], float]:
    """Choose the nth type of event; says what must be drawn anew and when it was asked for."""
    if app.streamlit:
        is_ours = app.name == "ours"
        if is_ours:
            page.get_by_role("button", name="More filters").click()
        page.get_by_test_id("stMultiSelect").filter(has_text="Event type" if is_ours else "Type of event").locator(
            "input"
        ).click()
        option = page.get_by_role("option").nth(number)
    elif app.name == "dash":
        page.locator("#event_type").click()
        option = page.locator(".dash-dropdown-option, .dash-options-list-option").nth(number)
    else:
        box = page.locator(".choices").nth(1)
        box.locator("input").click()
        option = box.locator(".choices__list--dropdown .choices__item--selectable").nth(number)
    option.click()
    return ["map"], asked(page)


def _press(page: Page, app: App) -> tuple[list[str], float]:
    """Take a year off at the left of the slider."""
    thumb = page.locator(".noUi-handle").first if app.name == "panel" else page.get_by_role("slider").first
    thumb.focus()
    page.keyboard.press("ArrowRight")
    return ["chart"], asked(page)
