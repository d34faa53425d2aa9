"""Uploads of pictures and other files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from chalicelib.routes.shapes.common import Asked, Shape


class NewUpload(Asked):
    type: Annotated[str, Field(description="Its media type, such as image/jpeg.", max_length=100)]
    size: Annotated[int, Field(description="Its bytes.", ge=1, le=2**40)]


class Upload(Shape):
    """Post the file as multipart/form-data to `url` until `until`: `fields` first, then `file`.

    `id` goes into `media` of a text within a day; after that the upload is deleted.
    """

    id: str
    url: str
    fields: dict[str, str]
    until: datetime
