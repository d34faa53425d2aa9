"""What `make package` made: the template, and the code that it names."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infrastructure.commands.stage import STACK
from infrastructure.commands.stop import Stop

_CODE = ("CodeUri", "ContentUri")
INNER = "TemplateURL"
MOST_RESOURCES = 500
AGAIN = "Make it anew: make package"


@dataclass(frozen=True, slots=True)
class Package:
    """The template as a document, in the folder that its code is in."""

    folder: Path
    template: Mapping[str, Any]

    @property
    def files(self) -> list[Path]:
        """Every code file, once."""
        named = {uri for _, uri in _named(self.template)}
        return sorted(self.folder / uri for uri in named)

    @property
    def inner(self) -> Mapping[str, Path]:
        """The templates of stacks inside of this one, by the names of those."""
        stacks = {name: one["Properties"][INNER] for name, one in self.resources.items() if one["Type"] == STACK}
        return {name: self.folder / place for name, place in stacks.items() if not place.startswith("http")}

    @property
    def parameters(self) -> Mapping[str, Mapping[str, Any]]:
        found: Mapping[str, Mapping[str, Any]] = self.template.get("Parameters", {})
        return found

    @property
    def resources(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.template["Resources"]
        return found

    def uploaded(self, places: Mapping[str, str], inner: Mapping[str, str]) -> dict[str, Any]:
        """The template with each code file by its place in S3 (`s3://bucket/key` by file name), and each inner
        template by its address."""
        made = copy.deepcopy(dict(self.template))
        for name, address in inner.items():
            made["Resources"][name]["Properties"][INNER] = address
        for owner, uri in _named(made):
            for key in _CODE:
                if owner.get(key) == uri:
                    owner[key] = places[Path(uri).name]
        return made


def read(folder: Path) -> Package:
    """The package in `folder`, if it is whole."""
    try:
        template = json.loads((folder / "template.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Stop(f"There is no template in {folder}: {fault}.", AGAIN) from fault
    found = Package(folder, template)
    lacking = [file.name for file in (*found.files, *found.inner.values()) if not file.is_file()]
    if lacking:
        raise Stop(f"The package lacks {', '.join(lacking)}.", AGAIN)
    if len(found.resources) > MOST_RESOURCES:
        raise Stop(f"{len(found.resources)} resources are more than a stack may have.", "Split the template.")
    return found


def checksum(data: bytes) -> str:
    """A short name for content: the same content has the same one."""
    return hashlib.sha256(data).hexdigest()[:20]


def _named(template: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each place that names a local file of code, and the name."""
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for key in _CODE:
            uri = properties.get(key)
            if isinstance(uri, str) and not uri.startswith("s3://"):
                yield properties, uri
