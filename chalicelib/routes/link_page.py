"""What stands before a link that leads away from the brand's own hosts, and instead of one that leads nowhere."""

from __future__ import annotations

from html import escape

from chalicelib.core import introductions
from chalicelib.core.brand import Brand
from chalicelib.core.links import Link
from chalicelib.routes import form_page

_LEAVING = """\
<h1>This link leads to {host}</h1>
<p class="intro">{whose}, but it is another site. Go on only if you expected that.</p>
<p><a class="go" href="{url}" rel="noopener noreferrer">Go to {host}</a></p>
<p class="also">The whole address: {url}</p>"""
_MISSING = """\
<h1>This link leads nowhere</h1>
<p>It may have been cut off, or typed wrongly. Open it from the text that you got.</p>"""


def leaving(link: Link, brand: Brand) -> str:
    """Names the host, and has one button that leads there."""
    name = introductions.named(brand)
    whose = f"It came in a text from {name}" if name else "It came in a text"
    told = _LEAVING.format(host=escape(link.host), url=escape(link.url), whose=escape(whose))
    return form_page.plain(f"Go to {link.host}", told)


def missing() -> str:
    """No text of ours had such a link."""
    return form_page.plain("Not here", _MISSING)
