"""Try deploy/nginx.conf and deploy/Caddyfile on this machine: dashboards behind a proxy, readers, and one that is killed.

.venv/bin/python -m deploy.try_replicas        needs nginx or caddy, and a Chromium; asks no other machine for anything
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.conftest import CHROMIUM_FLAGS, Server, start
from tools.browser import NO_BROWSER, installed_chromium
from tools.system import free_port

ROOT = Path(__file__).resolve().parents[1]
REPLICAS, READERS = 3, 6
VIEW = "/clashes?years=2019&years=2021&evidence=core"
PATIENCE = 60_000  # ms
Settings = Callable[[list[Server], int, Path], list[str]]  # writes a proxy's settings into a folder; gives its arguments


def main() -> None:
    """Run the trial with each proxy that is installed and say what held; ends with an error at the first thing that did not."""
    chromium, proxies = (
        installed_chromium(),
        {name: shutil.which(name) or shutil.which(f"/usr/sbin/{name}") for name in PROXIES},
    )
    if chromium is None or not any(proxies.values()):
        sys.exit("This trial needs nginx or caddy: install nginx-light or caddy." if chromium else NO_BROWSER)
    for name, program in proxies.items():
        if program is None:
            print(f"Not tried: {name} is not installed.")
            continue
        print(f"With {name}:", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            run(program, PROXIES[name], Path(folder), chromium)


def run(program: str, settings: Settings, folder: Path, chromium: str) -> None:
    """Start dashboards and a proxy before them in a folder, run the trial, and end them."""
    folder.chmod(0o755)  # nginx started by root works as another user
    replicas = []
    for number in range(REPLICAS):
        (folder / str(number)).mkdir()
        replicas.append(start(ROOT, folder / str(number)))
    port = free_port()
    command = [program, *settings(replicas, port, folder)]
    proxy = subprocess.Popen(command, env={**os.environ, "HOME": str(folder)}, stderr=subprocess.DEVNULL)
    try:
        trial(f"http://127.0.0.1:{port}", replicas, chromium)
    finally:
        proxy.send_signal(signal.SIGQUIT)
        proxy.wait()
        for replica in replicas:
            replica.stop()


def nginx(replicas: list[Server], port: int, folder: Path) -> list[str]:
    """The project's own nginx.conf with these dashboards, a port and a folder of this machine, and a header for the trial."""
    servers = "\n".join(f"        server {one.url.removeprefix('http://')} max_fails=1 fail_timeout=5s;" for one in replicas)
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    text = re.sub(r"( +server dashboard-\d:8501 [^\n]*\n)+", f"{servers}\n", text)
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/tmp/nginx", f"{folder}/nginx")
    head = "add_header X-Replica $upstream_addr always;\n            add_header Set-Cookie"
    (folder / "nginx.conf").write_text(text.replace("add_header Set-Cookie", head))
    return ["-c", str(folder / "nginx.conf"), "-p", str(folder), "-g", "daemon off;"]


def caddy(replicas: list[Server], port: int, folder: Path) -> list[str]:
    """The project's own Caddyfile with these dashboards and a port of this machine, and a header for the trial."""
    text = (ROOT / "deploy" / "Caddyfile").read_text()
    text = text.replace("dashboard.example.org {", f"http://127.0.0.1:{port} {{")
    text = re.sub(r"dashboard-1:8501 dashboard-2:8501", " ".join(one.url.removeprefix("http://") for one in replicas), text)
    text = text.replace("lb_policy", "header_down X-Replica {http.reverse_proxy.upstream.hostport}\n\t\tlb_policy")
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}")
    return ["run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES: dict[str, Settings] = {"nginx": nginx, "caddy": caddy}


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
        mine, before = opened(page, f"{url}{VIEW}"), finding(page)
        page.wait_for_load_state("networkidle")
        victim = next(one for one in replicas if one.url.endswith(mine))
        victim.process.kill()
        victim.process.wait()
        page.get_by_text("Linear scale").click(timeout=PATIENCE)
        expect(page).to_have_url(re.compile("linear=true.*years=2019&years=2021"), timeout=PATIENCE)
        hold(finding(page) == before, "killed under the reader, the view goes on in another dashboard")
        other = opened(page, page.url)
        hold(other != mine, f"the reader is with {other} now, and no longer with {mine}")
        hold(finding(page) == before, "and sees the same")
        browser.close()


def opened(page: Page, address: str) -> str:
    """Open an address, wait for its words, and say which dashboard sent it."""
    answer = page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
    return answer.headers["x-replica"].split(",")[-1].strip() if answer else ""


def finding(page: Page) -> str:
    """The finding of the page, once it is drawn."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    return page.locator(".st-key-head p").first.inner_text()


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
