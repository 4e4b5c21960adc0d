"""A made-up site of three cards: published with everything, unpublished, and with a title only."""

from collections.abc import Callable, Mapping
from pathlib import Path

Write = Callable[[Mapping[str, str | bytes]], Path]
"""Writes files by their names below the site's folder, and returns that folder."""

CONFIG = """\
title: Harbour Times
url: https://harbourtimes.example
baseurl: /daily
"""

FERRY = """\
---
title: "Ferry returns to the old pier"
excerpt: "After nine years the morning boat is back."
publishedDateTime: 2024-05-01T06:30:00Z
type: article
heat: 137
published: true
provider:
  name: Harbour Times
  domain: harbourtimes.example
  images:
    - url: "https://harbourtimes.example/daily/assets/images/harbour.png"
      width: 50
      height: 50
topics:
  - Ferries
  - City
images:
  - url: "https://pictures.example/ferry.jpg"
    width: 600
    height: 337
related:
  - title: "Pier reopens"
    provider:
      name: Gull Post
  - title: "Boat timetable"
    provider:
      name: Quay Weekly
secured: "b3BhcXVl"
---
Body
"""

CAFE = """\
---
title: "Café on the quay hides its menu"
excerpt: "Nobody knows what is for lunch."
publishedDateTime: 2023-11-20T12:00:00Z
type: video
heat: 12
published: false
provider:
  name: Gull Post
  domain: gullpost.example
topics: [City]
---
"""

PLAIN = """\
---
title: Plain note
---
"""

CARDS = {
    "_config.yml": CONFIG,
    "_news/2024-05-01-ferry.md": FERRY,
    "_news/2023-11-20-cafe.md": CAFE,
    "_news/plain.md": PLAIN,
}


def write_harbour(root: Path) -> None:
    """The whole site, below `root`."""
    for name, text in CARDS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
