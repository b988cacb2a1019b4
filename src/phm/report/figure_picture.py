"""A figure as a file: PNG for a slide, SVG for print, drawn without a browser.

Ranked areas, or the groups of several dimensions, with title, period, source and tier
inside the picture: it travels alone. The same answer gives the same bytes.
"""

import io
from collections.abc import Sequence
from threading import Lock
from xml.sax.saxutils import escape

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from phm.measures.results import Results
from phm.report.picture_form import PictureForm
from phm.report.picture_marks import DOTS_PER_INCH, figure_of
from phm.report.picture_sheet import Sheet, sheet_of


MAKER = "phm"
FINER = 1.5  # pixels of a PNG for each of the sheet's
PRINTED = DOTS_PER_INCH * FINER
COLOURS = 64  # a third of the bytes of all, and drawn sooner
LOOKS = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib
    "svg.fonttype": "path",  # letters as shapes: the same on every machine
    "svg.hashsalt": MAKER,  # else its ids are random
}
# matplotlib's settings are of the whole process; nothing else here draws with it.
DRAWING = Lock()


def figure_picture(
    answers: Sequence[Results], form: PictureForm, *, system_name: str
) -> bytes:
    """The file. One answer by area, or several of one measure by one scheme each.

    Raises ValueError for answers that no one figure shows.
    """
    sheet = sheet_of(answers, system_name)
    with DRAWING, mpl.rc_context():
        mpl.rcdefaults()  # not what a file of the user's says
        mpl.rcParams.update(LOOKS)
        return WRITERS[form](figure_of(sheet), sheet)


def _png(figure: Figure, sheet: Sheet) -> bytes:
    canvas = FigureCanvasAgg(figure)
    figure.set_dpi(DOTS_PER_INCH * FINER)
    canvas.draw()
    drawn = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    few = drawn.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "png", pnginfo=_told(sheet), dpi=(PRINTED, PRINTED))
    return out.getvalue()


def _told(sheet: Sheet) -> PngInfo:
    """What a program can read of a PNG; no time, so that bytes are the same again."""
    said = {
        "Title": sheet.title,
        "Description": sheet.alt,
        "Source": sheet.notes[-1],
        "Disclaimer": sheet.badge,
        "Software": MAKER,
    }
    info = PngInfo()
    for name, text in said.items():
        info.add_itxt(name, text)
    return info


def _svg(figure: Figure, sheet: Sheet) -> bytes:
    said = {"Title": sheet.title, "Date": None, "Creator": MAKER}
    out = io.StringIO()
    FigureCanvasSVG(figure).print_svg(out, metadata=said)
    # Readers for the blind take the title and the description of an image.
    text = out.getvalue().replace("<svg ", '<svg role="img" ', 1)
    described = f"</title>\n <desc>{escape(sheet.alt)}</desc>"
    return text.replace("</title>", described, 1).encode("utf-8")


WRITERS = {PictureForm.PNG: _png, PictureForm.SVG: _svg}
