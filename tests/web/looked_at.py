"""What is wrong with a page that stands in a browser: axe-core's rules, a narrow screen, targets one can touch."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page, ViewportSize

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async rules => {
  await Promise.all(document.getAnimations().map(change => change.finished));
  return (await axe.run({runOnly: rules, resultTypes: ["violations"]})).violations;
}"""
# Controls one presses; links inside a sentence are excepted, as in WCAG 2.5.8.
TARGETS = """() => [...document.querySelectorAll(
    "button, select, summary, input:not([type=hidden], [type=checkbox], [type=radio]), label.choice, "
      + ".menu a, .tools a, a.button, .brand"
  )].filter(item => item.checkVisibility({visibilityProperty: true}) && !item.closest(".away, .skip"))
    .filter(item => !item.matches(".away"))
    .map(item => [item.outerHTML.slice(0, 90), item.getBoundingClientRect()])
    .filter(([_, box]) => box.width < 24 || box.height < 24)
    .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
WIDE: ViewportSize = {"width": 1280, "height": 720}
NARROW: ViewportSize = {"width": 360, "height": 740}
OPEN_ALL = "document.querySelectorAll('details').forEach(part => part.open = true)"


def troubles(tab: Page, address: str) -> list[str]:
    """Return what is wrong with the page at an address, with every fold open, wide and then at 360 pixels.

    There, nothing scrolls sideways and every control can be touched.
    """
    found = []
    tab.set_viewport_size(WIDE)
    tab.goto(address)
    tab.evaluate(OPEN_ALL)
    tab.evaluate(AXE)
    for violation in tab.evaluate(RUN, TAGS):
        nodes = [node["html"][:100] for node in violation["nodes"]]
        found.append(f"{address}: {violation['id']}: {len(nodes)} × {nodes[0]}")
    tab.set_viewport_size(NARROW)
    width = tab.evaluate("document.documentElement.scrollWidth")
    found += [f"{address}: {width} pixels wide"] if width > NARROW["width"] else []
    found += [f"{address}: {target}" for target in tab.evaluate(TARGETS)]
    return found
