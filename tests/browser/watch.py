"""What a page must not do: load from elsewhere, break the content policy, complain."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watch:
    """Collects the faults of a page from its first request on."""

    expected: tuple[str, ...] = ()

    def __init__(self, page: Page, address: str) -> None:
        self.address, self.faults = address, list[str]()
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error.stack}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        """A broken content policy shows up here too."""
        if message.type == "error" and not any(part in message.text for part in self.expected):
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")


def axe(page: Page, *, colours: bool = True) -> list[str]:
    """One line for each violation. The policy forbids inline scripts, so axe comes by the
    debugger, which the policy does not bind."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {"color-contrast": {"enabled": colours}}
    options = {"runOnly": RULES, "rules": rules, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(result => result.violations)", options)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def assert_no_horizontal_scroll(page: Page, width: int = 320) -> None:
    """Measured by boxes: nothing visible ends right of the window, save inside scrolling areas."""
    page.set_viewport_size({"width": width, "height": 800})
    for patience in (0, 100, 400):
        page.wait_for_timeout(patience)  # charts are drawn anew after the window
        outside = page.evaluate(OUTSIDE, width)
        if not outside:
            return
    raise AssertionError(outside)


OUTSIDE = """width => {
  const scrolls = element => {
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement)
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX)) return true;
    return false;
  };
  const found = [...document.body.querySelectorAll("*")].filter(element => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility !== "hidden"
      && (box.right > width + 1 || box.left < -1)
      && !element.closest(".visually-hidden, .skip, .side-menu") && !scrolls(element);
  }).map(element => element.outerHTML.slice(0, 120));
  if (document.documentElement.scrollWidth > width) found.push("the page itself scrolls");
  return found;
}"""
