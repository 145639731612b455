"""QR codes as drawings."""

import io

import segno

# The quiet edge that a camera needs around a code, in squares.
QUIET = 4


def qr_drawing(url: str) -> str:
    """Return the QR code of an address as SVG, black on white, with its quiet edge."""
    code = segno.make_qr(url, error="m")
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=QUIET, dark="#000000", light="#ffffff", xmldecl=False)
    return drawing.getvalue().decode()
