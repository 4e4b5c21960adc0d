"""The site's own pictures, which come from its folder rather than from the network."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor.model.site.layout import Site

_LIQUID = re.compile(r"\{\{-?\s*site\.(?:url|baseurl)\s*-?\}\}")
_FILTERED = re.compile(r"""\{\{-?\s*(["'])(.*?)\1\s*\|\s*(?:relative_url|absolute_url)\s*-?\}\}""")


def local_picture(site: Site, url: str) -> Path | None:
    """The file that an address means: below the site's own `url` and `baseurl`, from its root (`/assets/…`), relative.

    None for any other address, for a file that is not there, and for whatever leads out of the site's folder. Writes
    nothing; any thread.
    """
    place = _LIQUID.sub("", _FILTERED.sub(r"\2", url.strip()))
    try:
        parts = urlsplit(place)
        if parts.scheme or parts.netloc:
            home = urlsplit(site.url)
            if (
                parts.scheme not in ("", "http", "https")
                or not home.netloc
                or parts.netloc.lower() != home.netloc.lower()
            ):
                return None
            below = home.path + site.baseurl
            if not parts.path.startswith(below + "/"):
                return None
            inside = parts.path.removeprefix(below)
        else:
            inside = parts.path
            if site.baseurl and inside.startswith(site.baseurl + "/"):
                inside = inside.removeprefix(site.baseurl)
        steps = unquote(inside, errors="strict").strip("/").split("/")
    except ValueError:  # a half address such as http://[ or %ff
        return None
    if any(step in ("", "..") or "\\" in step or "\0" in step or ":" in step for step in steps):
        return None
    path = Path(os.path.realpath(site.root.joinpath(*steps)))
    return path if path.is_relative_to(site.root) and path.is_file() else None
