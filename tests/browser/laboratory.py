"""A real JupyterLab in the browser: opens a notebook, runs all of its cells, says what came out."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page

from analysis.paths import NOTEBOOKS, PROJECT

from ..patience import HANG_SECONDS

SETTINGS = {
    # All cells are in the page, also those that are scrolled out of view.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
# In the status bar, once the kernel answers; before, a run would ask for a kernel.
IDLE = r"text=/\| Idle/"
# A cell that waits is marked [*], one that never ran [ ].
HAVE_RUN = """() => {
  const prompts = document.querySelectorAll('.jp-CodeCell .jp-InputPrompt');
  const marks = [...prompts].map(e => e.innerText);
  const failed = document.querySelector('[data-mime-type="application/vnd.jupyter.error"],'
    + '[data-mime-type="application/vnd.jupyter.stderr"]');
  return marks.length && (failed || marks.every(mark => /\\[\\d+\\]/.test(mark)));
}"""
# Images and tables take a moment to be drawn once the kernel is done.
SETTLE_MILLISECONDS = 2000
FIND_OUTPUTS = """() => ({
  errors: [...document.querySelectorAll(
      '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"],'
    + '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]')]
      .map(e => e.innerText),
  charts: [...document.querySelectorAll('.jp-OutputArea img')]
      .filter(e => e.complete && e.naturalWidth > 100).length,
  tables: document.querySelectorAll('.jp-OutputArea table').length,
  sortable: document.querySelectorAll('.jp-OutputArea table.dataTable').length,
  menus: document.querySelectorAll('.jp-OutputArea select').length,
  text: [...document.querySelectorAll('.jp-OutputArea')].map(e => e.innerText).join('\\n'),
})"""


@dataclass
class Opened:
    """A notebook in JupyterLab, with the requests of its page."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Runs all cells and waits until each has run, or one of them has failed."""
        self.page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(HAVE_RUN)
        self.page.wait_for_timeout(SETTLE_MILLISECONDS)

    def look(self) -> dict:
        """Errors, charts, tables, menus and text of all outputs."""
        return self.page.evaluate(FIND_OUTPUTS)

    def list_foreign_requests(self) -> list[str]:
        """Requests for anything but the laboratory itself."""
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


class Laboratory:
    """A running JupyterLab in a folder of its own."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder = folder
        self.log = log
        settings = folder.parent / "lab settings"
        for name, values in SETTINGS.items():
            path = settings / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values), "utf-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        own = {"PYTHONPATH": str(PROJECT), "JUPYTERLAB_SETTINGS_DIR": str(settings),
               "JUPYTER_RUNTIME_DIR": str(folder.parent / "runtime")}  # fmt: skip
        command = [
            sys.executable, "-m", "analysis", "lab", "--allow-root", "--", "--no-browser",
            "--expose-app-in-browser", "--ip=127.0.0.1", f"--port={port}",
            f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=secret",
        ]  # fmt: skip
        with log.open("w") as output:
            self.process = subprocess.Popen(
                command, cwd=PROJECT, env={**os.environ, **own}, stdout=output, stderr=output
            )
        self._wait()

    def _wait(self) -> None:
        """Waits for the address that `briefs lab` prints."""
        end = time.monotonic() + HANG_SECONDS
        while "JupyterLab: http" not in self.log.read_text("utf-8"):
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < end, "JupyterLab did not start"
            time.sleep(0.2)

    def copy(self, notebook: str, **parameters: str) -> str:
        """A copy of a notebook with other parameters; its name."""
        name = f"{notebook}.{'.'.join(parameters.values())}.ipynb".replace("/", "_")
        copied = nbformat.read(NOTEBOOKS / f"{notebook}.ipynb", as_version=4)
        cell = next(c for c in copied.cells if "parameters" in c.metadata.get("tags", []))
        cell.source += "".join(f"\n{key} = {value!r}" for key, value in parameters.items())
        nbformat.write(copied, self.folder / name)
        return name

    def open(self, browser: Browser, name: str, size: tuple[int, int] = (1280, 900)) -> Opened:
        """A notebook in a page of its own, with a kernel that is ready."""
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(1000 * HANG_SECONDS)
        opened = Opened(context.new_page(), self.address)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.goto(f"{self.address}/lab/tree/{name}?token=secret&reset")
        opened.page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
        opened.page.wait_for_selector(IDLE, state="attached")
        return opened

    def close(self) -> None:
        """Ends JupyterLab and its kernels."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
