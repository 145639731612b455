"""The colour of each brand outside of the style sheet, such as on paper.

``frontend/sass/_palettes.scss`` holds all tones; a test holds this table against it.
"""

from csp_portal.identity.models import Brand

# White words can be read on each of them.
BRAND_COLOURS = {
    Brand.TEAL: "#004f4d",
    Brand.BLUE: "#13417d",
    Brand.PURPLE: "#4e3170",
    Brand.GREEN: "#194e2c",
    Brand.BURGUNDY: "#712137",
    Brand.SLATE: "#364451",
}
