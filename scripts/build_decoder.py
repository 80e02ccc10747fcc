"""Compile the decoder into the package, where there is a C compiler.

    python scripts/build_decoder.py

Hatch runs it as a build hook too. Without a compiler nothing is built, the wheel stays
pure Python and numpy decodes, at less than half the speed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "ccndocs" / "repair" / "decoder.c"
TARGET = SOURCE.with_name("_decoder.so")
FLAGS = ("-O2", "-std=c99", "-ffp-contract=off", "-shared", "-fPIC")

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    BuildHookInterface = object  # type: ignore[assignment,misc]


def compiler() -> str | None:
    """The C compiler to use: $CC, or the first common one that is there."""
    names = (os.environ.get("CC", ""), "cc", "gcc", "clang")
    return next((name for name in names if name and shutil.which(name)), None)


def build() -> bool:
    """Compile the decoder; an old one does not stay where that fails."""
    TARGET.unlink(missing_ok=True)
    name = compiler()
    if name is None or os.name != "posix":
        return False
    fresh = TARGET.with_suffix(".new")
    command = [name, *FLAGS, str(SOURCE), "-o", str(fresh)]
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode != 0:
        return False
    fresh.replace(TARGET)
    return True


class DecoderHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the decoder before the wheel, which then is for this platform."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the wheel what it holds."""
        if self.target_name != "wheel" or not build():
            return
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
        build_data["artifacts"].append(f"/{TARGET.relative_to(ROOT).as_posix()}")


if __name__ == "__main__":
    raise SystemExit(0 if build() else "no C compiler: numpy will decode")
