"""Try deploy/nginx.conf on this machine: several dashboards behind a real nginx, a reader, and a dashboard that is killed.

.venv/bin/python -m deploy.try_replicas        needs nginx and a Chromium; asks no other machine for anything
"""

import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

from tests.conftest import CHROMIUM_FLAGS, Server, start
from tools.browser import NO_BROWSER, installed_chromium
from tools.system import free_port

ROOT = Path(__file__).resolve().parents[1]
REPLICAS, READERS = 3, 6
VIEW = "/clashes?years=2019&years=2021&evidence=core"
PATIENCE = 60_000  # ms


def main() -> None:
    """Run the trial and say what held; ends with an error at the first thing that did not."""
    nginx, chromium = shutil.which("nginx") or shutil.which("/usr/sbin/nginx"), installed_chromium()
    if nginx is None or chromium is None:
        sys.exit(NO_BROWSER if nginx else "This trial needs nginx: install the package nginx-light, or nginx.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx started by root works as another user
        replicas = []
        for number in range(REPLICAS):
            (folder / str(number)).mkdir()
            replicas.append(start(ROOT, folder / str(number)))
        port = free_port()
        (folder / "nginx.conf").write_text(settings(replicas, port, folder))
        proxy = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf"), "-p", name, "-g", "daemon off;"])
        try:
            trial(f"http://127.0.0.1:{port}", replicas, chromium)
        finally:
            proxy.send_signal(signal.SIGQUIT)
            proxy.wait()
            for replica in replicas:
                replica.stop()


def settings(replicas: list[Server], port: int, folder: Path) -> str:
    """The project's own nginx.conf, with these dashboards, a port and a folder of this machine, and a header for the trial."""
    servers = "\n".join(f"        server {one.url.removeprefix('http://')} max_fails=1 fail_timeout=5s;" for one in replicas)
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    text = re.sub(r"( +server dashboard-\d:8501 [^\n]*\n)+", f"{servers}\n", text)
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/tmp/nginx", f"{folder}/nginx")
    return text.replace(
        "add_header Set-Cookie", "add_header X-Replica $upstream_addr always;\n            add_header Set-Cookie"
    )


def trial(url: str, replicas: list[Server], chromium: str) -> None:
    """What deploy/nginx.conf promises, one after the other."""
    while status(url) != 200:
        time.sleep(0.1)
    for closed in ("/_stcore/metrics", "/_stcore/agent/mcp"):
        hold(status(url + closed) == 404, f"{closed} is closed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_FLAGS))
        seen = {}
        for number in range(READERS):
            page = browser.new_context().new_page()
            seen[number] = {opened(page, f"{url}/data") for _ in range(3)}
            page.context.close()
        hold(
            all(len(found) == 1 for found in seen.values()), f"each of {READERS} readers stays with one dashboard over 3 visits"
        )
        hold(len(set.union(*seen.values())) > 1, "the readers are spread over the dashboards")

        page = browser.new_context().new_page()
        mine = opened(page, f"{url}{VIEW}")
        expect(title(page)).to_contain_text("Years 2019 to 2021", timeout=PATIENCE)
        victim = next(one for one in replicas if one.url.endswith(mine))
        victim.process.kill()
        victim.process.wait()
        page.get_by_test_id("stCheckbox").filter(has_text="Log scale").locator("label").click(timeout=PATIENCE)
        expect(page.locator(".main-svg").filter(has_text="log scale").first).to_be_visible(timeout=PATIENCE)
        expect(title(page)).to_contain_text("Years 2019 to 2021")
        hold(
            "years=2019" in page.url and "log=true" in page.url,
            "killed under the reader, the view goes on in another dashboard",
        )
        other = opened(page, page.url)
        hold(other != mine, f"the reader is with {other} now, and no longer with {mine}")
        expect(title(page)).to_contain_text("Years 2019 to 2021", timeout=PATIENCE)
        browser.close()


def opened(page: Page, address: str) -> str:
    """Open an address, wait for its words, and say which dashboard sent it."""
    answer = page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    return answer.headers["x-replica"].split(",")[-1].strip() if answer else ""


def title(page: Page) -> Locator:
    """The first chart's title."""
    return page.locator(".js-plotly-plot .gtitle").first


def status(url: str) -> int:
    """The status of an answer, 0 for none."""
    try:
        with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - an address made above
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def hold(holds: bool, sentence: str) -> None:
    """Say that it holds, or end."""
    if not holds:
        sys.exit(f"Does not hold: {sentence}")
    print(f"Holds: {sentence}", flush=True)


if __name__ == "__main__":
    main()
