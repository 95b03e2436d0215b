"""A real Chromium over its DevTools pipe: open a page, click, type, read the console, take a picture."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

BINARY = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)

# Chromium reads commands from 3 and writes answers to 4; the copies keep the pipes off those numbers until both are
# set. A program of its own does it, since preexec_fn is unsafe where other threads run.
_WIRE = """import os, sys
first, second = os.dup(int(sys.argv[1])), os.dup(int(sys.argv[2]))
while first < 5: first = os.dup(first)
while second < 5: second = os.dup(second)
os.dup2(first, 3); os.dup2(second, 4)
os.execv(sys.argv[3], sys.argv[3:])"""


class Chromium:
    """One browser with one page; `problems` tells what it ran, loaded or refused."""

    def __init__(self, folder: Path, *, width: int = 1200, height: int = 900) -> None:
        assert BINARY is not None
        in_read, self._out = os.pipe()
        self._in, out_write = os.pipe()
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

        self._process = subprocess.Popen(
            [
                sys.executable, "-c", _WIRE, str(in_read), str(out_write), BINARY,
                "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
                "--hide-scrollbars", f"--user-data-dir={folder}", f"--window-size={width},{height}",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(in_read, out_write),
        )  # fmt: skip
        os.close(in_read)
        os.close(out_write)
        page = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility", "Security"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait(timeout=20)
        os.close(self._out)
        os.close(self._in)

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Send a command and wait for its answer; events that come meanwhile are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if hasattr(self, "_session"):
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read(timeout=60)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            self.events.append(answer)

    def open(self, path: Path) -> None:
        """Load a file and wait until it stands."""
        self.events.clear()
        self.call("Page.navigate", url=path.resolve().as_uri())
        end = time.monotonic() + 60
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            assert time.monotonic() < end, "the page did not load"
            self.events.append(self._read(timeout=60))

    def run(self, script: str) -> Any:
        """Evaluate a script of the test's own: DevTools may, where the page's policy forbids it to the page."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def click(self, selector: str) -> None:
        """Scroll to the first element of a selector and click into its middle, as a hand would."""
        found = json.dumps(selector)
        self.run(f"document.querySelector({found}).scrollIntoView({{block: 'center', behavior: 'instant'}})")
        spot = self.run(
            f"(() => {{const r = document.querySelector({found}).getClientRects()[0];"
            "return [r.x + r.width / 2, r.y + r.height / 2]})()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=spot[0], y=spot[1], button="left", clickCount=1)

    def press(self, key: str, code: int) -> None:
        """Press and let go of a key."""
        text = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def screenshot(self, path: Path, *, whole: bool = True) -> bytes:
        """Write a picture of the whole page (at most 16,000 pixels high) or of the window."""
        options: dict[str, object] = {"format": "png", "captureBeyondViewport": whole}
        if whole:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            options["clip"] = {
                "x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16_000), "scale": 1,
            }  # fmt: skip
        data = base64.b64decode(self.call("Page.captureScreenshot", **options)["data"])
        path.write_bytes(data)
        return data

    def problems(self) -> list[str]:
        """Return console messages, log entries and exceptions, and loads of anything but the page itself."""
        self.call("Runtime.evaluate", expression="1")
        found = []
        for event in self.events:
            method, params = event.get("method"), event.get("params", {})
            if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
                found.append(f"{method}: {json.dumps(params)[:300]}")
            elif method == "Network.requestWillBeSent":
                url = params["request"]["url"]
                if params.get("type") != "Document" and not url.startswith("data:"):
                    found.append(f"request: {url[:200]}")
            elif method == "Page.javascriptDialogOpening":
                found.append(f"dialog: {params.get('message')}")
        return found

    def _read(self, *, timeout: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], timeout)
            assert ready, "Chromium does not answer"
            part = os.read(self._in, 1 << 20)
            assert part, "Chromium is gone"
            self._buffer += part
        line, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(line))
