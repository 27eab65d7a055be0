"""A drawing in SVG as a picture of points, for where no drawing can be."""

import typst

PAGE = """#set page(width: auto, height: auto, margin: 12pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 480pt)
"""
FINE = 144.0
"""Points to an inch: two for each of a page."""


def as_png(svg: str) -> bytes:
    """The drawing as PNG, 1,008 points wide. The same drawing gives the same bytes."""
    done: bytes = typst.compile(
        PAGE.encode(), format="png", ppi=FINE, sys_inputs={"svg": svg}, ignore_system_fonts=True
    )
    return done
