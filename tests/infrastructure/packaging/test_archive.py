from __future__ import annotations

import os
import zipfile
from pathlib import Path

from infrastructure.packaging.archive import pack


def test_the_same_files_make_the_same_bytes_whenever_and_in_whatever_order_they_came(tmp_path: Path) -> None:
    names = ("b.py", "a/c.py", "a.py")
    for folder, order, time in (("one", names, 1_000_000_000), ("two", names[::-1], 1_700_000_000)):
        for name in order:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
            os.utime(path, (time, time))
        pack(tmp_path / folder, tmp_path / f"{folder}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "one.zip").namelist() == ["a/c.py", "a.py", "b.py"]


def test_lambda_may_read_every_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    secretive = tmp_path / "in" / "a.py"
    secretive.write_text("")
    secretive.chmod(0o600)
    pack(tmp_path / "in", tmp_path / "a.zip")
    (entry,) = zipfile.ZipFile(tmp_path / "a.zip").infolist()
    assert entry.external_attr >> 16 & 0o777 == 0o644
