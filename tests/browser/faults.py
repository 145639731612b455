"""What is wrong with a page that is open: for axe, for the policy, and for a phone's width."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # To describe what is well takes longer than to look at it.
    "resultTypes": ["violations"],
}
WIDTHS = (320, 1280)
SHAPE = "found => found.map(one => [one.id, ...one.nodes.map(node => node.target.join(' '))])"
RUN = f"async rules => ({SHAPE})((await axe.run(document, rules)).violations)"
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth ? ['too wide'] : []"
# Run before each page: remembers what the security policy refused.
BROKEN = (
    "window.broken = []; document.addEventListener("
    "'securitypolicyviolation', event => window.broken.push(event.violatedDirective))"
)


def open_on_a_phone(page: Page, address: str) -> Page:
    """Open ``address`` in a window as narrow as they come."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.goto(address)
    return page


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page that is open, on a phone and on a desk."""
    page.evaluate(AXE_SCRIPT)
    return [f"{fault} at {width}" for width in WIDTHS for fault in faults_at(width, page)]


def faults_at(width: int, page: Page) -> list[str]:
    """Return what is wrong with the page in a window of this width."""
    page.set_viewport_size({"width": width, "height": 800})
    barriers = [" ".join(one) for one in page.evaluate(RUN, RULES)]
    return [*barriers, *page.evaluate("window.broken"), *page.evaluate(TOO_WIDE)]
