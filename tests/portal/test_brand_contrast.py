"""Every brand is easy to read, in light and in dark: computed from the built style sheet."""

import re
from pathlib import Path

import pytest

from csp_portal.identity.colours import BRAND_COLOURS
from csp_portal.identity.models import Brand

STYLES = (Path(__file__).parents[2] / "static/css/portal.css").read_text()
LIGHT, DARK = STYLES.split("@media screen and (prefers-color-scheme:dark)", maxsplit=1)
POSTER = Path(__file__).parents[2] / "csp_portal/posters/poster.typ"
SCHEMES = {"light": LIGHT, "dark": DARK}
# Colours that stand in the style sheet under other names than the brand's tones.
FIXED = {
    "light": {"white": "#ffffff", "ink": "#12191d", "button-text": "#ffffff", "button": "brand"},
    "dark": {"white": "#ffffff", "ink": "#eef2f3", "button-text": "#101416", "button": "link"},
}

TEXT, SHAPE = 4.5, 3.0
# What stands on what, and the ratio WCAG 2.2 AA asks for.
PAIRS = [
    ("white", "brand", TEXT),
    ("white", "strong", TEXT),
    ("button-text", "button", TEXT),
    ("link", "page", TEXT),
    ("link", "tint", TEXT),
    ("ink", "page", TEXT),
    ("ink", "tint", TEXT),
    ("secondary", "page", TEXT),
    ("secondary", "tint", TEXT),
    ("alarm", "page", TEXT),
    ("alarm", "tint", TEXT),
    ("visited", "page", TEXT),
    ("visited", "tint", TEXT),
    ("error", "page", TEXT),
    ("mid", "page", SHAPE),
    ("mid", "tint", SHAPE),
    ("input-border", "page", SHAPE),
]


def declared(name, css):
    """Return the first colour given to a custom property."""
    return re.search(rf"--{name}:(#[0-9a-f]+)", css)[1]


def tones(brand, scheme):
    """Return every colour of a brand in one scheme, by the names used in ``PAIRS``."""
    css = SCHEMES[scheme]
    block = re.search(rf"\.brand-{brand}\{{([^}}]*)\}}", css)[1]
    found = dict(re.findall(r"--brand-([a-z]+):(#[0-9a-f]+)", block))
    found |= {"page": declared("page", css), "alarm": declared("alarm", css)}
    for name in ("secondary-text", "link-visited", "error", "input-border"):
        found[name] = declared(f"govuk-{name}-colour", css)
    found |= {"secondary": found["secondary-text"], "visited": found["link-visited"]}
    found |= FIXED[scheme]
    return found | {"button": found[found["button"]]}


def brand_tones():
    return {brand: tones(brand, "light")["brand"] for brand in Brand}


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    shares = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_close(colours):
    """Return the pairs whose contrast is lower than asked for, with what they reach."""
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    return {pair: ratio for pair, ratio in ratios.items() if ratio < pair[2]}


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("brand", Brand.values)
def test_every_pair_of_colours_of_a_brand_can_be_told_apart(brand, scheme):
    colours = tones(brand, scheme)

    assert too_close(colours) == {}


def test_the_style_sheet_has_no_brand_that_cannot_be_chosen():
    in_styles = set(re.findall(r"\.brand-([a-z]+)\{", STYLES))

    assert in_styles == set(Brand.values)


def test_colours_on_paper_are_those_of_the_style_sheet():
    assert brand_tones() == BRAND_COLOURS
    assert declared("alarm", LIGHT) in POSTER.read_text()
