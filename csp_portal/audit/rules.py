"""How little of a visitor's traces the log keeps, and how a cell of a table is made safe."""

import ipaddress

# Both names that a browser may carry, the more telling one first: most claim to be several.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def shortened_address(text: str) -> str:
    """Return the network a visitor came from, without the part that names one line."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    length = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{length}", strict=False))


def browser_name(user_agent: str) -> str:
    """Return a browser's family and system in two words; no version, nothing unusual."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Another browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def guarded_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value
