"""Makes the picture of a card that README shows from the output that a notebook holds: python3 card.py NOTEBOOK PICTURE.svg

The card's HTML stands in the picture as it is, with its chart as part of it. Needs nothing but Python 3.
"""

import base64
import json
import re
import sys
from pathlib import Path

WIDTH = 930
ROW = 20
IMAGE = re.compile(r'<img [^>]*src="data:image/svg\+xml;base64,([^"]*)"/>')
CARD = re.compile(r'<div [^>]*border-radius:6px')


def card(notebook):
    """The last card that a cell of the notebook shows."""
    found = None
    for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", []))
            if output["output_type"] == "display_data" and CARD.search(html) and " trials finished<" in html:
                found = html
        if found:
            return found
    sys.exit(f"card.py: no cell of {notebook} shows a card.")


def picture(html):
    charts = [base64.b64decode(chart).decode("utf-8") for chart in IMAGE.findall(html)]
    heights = [int(re.search(r'height="(\d+)"', chart).group(1)) for chart in charts]
    for chart in charts:
        html = IMAGE.sub(lambda match: chart, html, count=1)
    height = 185 + max(heights, default=0) + ROW * html.count("<tr")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">\n'
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#ffffff"/>\n'
        f'<foreignObject x="12" y="6" width="{WIDTH - 24}" height="{height - 12}">\n'
        '<div xmlns="http://www.w3.org/1999/xhtml" style="font-family:system-ui,-apple-system,\'Segoe UI\','
        'Helvetica,Arial,sans-serif;color:#1f2328">\n'
        f"{html}\n</div>\n</foreignObject>\n</svg>\n"
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(picture(card(sys.argv[1])), encoding="utf-8")
