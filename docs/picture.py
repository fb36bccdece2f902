"""Make docs/demo.svg, the README's picture, from an example report: python docs/picture.py"""

import io
import re
from pathlib import Path

from rich.console import Console

import dateline
from dateline.exports.table import render

ROOT = Path(__file__).parent.parent


def main() -> None:
    console = Console(record=True, width=80, highlight=False, file=io.StringIO())
    coder = dateline.Coder()
    render(
        ((story, coder.code(story)) for story in dateline.read(ROOT / "examples" / "reuters-sanctions.txt")), console
    )
    picture = console.export_svg(title="dateline code examples/reuters-sanctions.txt")
    # Rich's template fetches a font; the reader's own will do, and nothing is fetched.
    picture = re.sub(r"@font-face\s*\{.*?\}\s*", "", picture, flags=re.S)
    (ROOT / "docs" / "demo.svg").write_text(picture, "utf-8")


if __name__ == "__main__":
    main()
