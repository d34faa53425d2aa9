"""Which Python, on which machine, a package is made for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """`platforms` are wheel tags, the preferred one first; none: this machine's own Python."""

    version: str = ""
    platforms: tuple[str, ...] = ()

    @property
    def wheels(self) -> list[str]:
        """What pip is told, so that it takes wheels for the target and builds nothing."""
        found = ["--only-binary=:all:"]
        if self.platforms:
            found += ["--implementation", "cp", "--python-version", self.version]
            found += [f"--platform={platform}" for platform in self.platforms]
        return found


LAMBDA = Target("3.13", ("manylinux2014_aarch64", "manylinux_2_28_aarch64", "manylinux_2_34_aarch64"))
"""Lambda's python3.13 on arm64 stands on Amazon Linux 2023, whose glibc is 2.34."""

HERE = Target()
RUNTIME = f"python{LAMBDA.version}"
ARCHITECTURE = "arm64"
