"""What is wrong with a page that is open: for axe, for the policy, and for a phone's width."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# Run before each page: remembers what the security policy refused.
BROKEN = (
    "window.broken = []; document.addEventListener("
    "'securitypolicyviolation', event => window.broken.push(event.violatedDirective))"
)


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page that is open, on a phone and on a desk."""
    found: list[str] = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        results = Axe().run(page, options=RULES)
        found += [violation["id"] for violation in results.response["violations"]]
        found += page.evaluate("window.broken")
        found += page.evaluate(
            "document.documentElement.scrollWidth > innerWidth ? ['too wide'] : []"
        )
    return found
