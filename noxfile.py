# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sessions of nox: those of antsibull-nox, the oldest ansible-core, other people's software, the requirements' lock."""

from __future__ import annotations

from pathlib import Path

import antsibull_nox
import nox

antsibull_nox.load_antsibull_nox_toml()


@nox.session(default=False)
def oldest(session: nox.Session) -> None:
    """Run the tests with the oldest ansible-core that the collection supports on this Python."""
    session.install("-r", "requirements/oldest.txt")
    session.run("python", "-m", "pytest", *(session.posargs or ["tests/unit", "tests/contract", "tests/integration"]))


@nox.session(default=False)
def interop(session: nox.Session) -> None:
    """Run other people's clients, ansible-rulebook and ansible-runner against the collection and its simulated site."""
    session.install("-r", "requirements/interop.txt")
    session.run("python", "-m", "pytest", *(session.posargs or ["tests/interop"]))


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Resolve requirements/*.in anew into requirements/*.txt, for every supported Python at once."""
    session.install("uv==0.13.9")
    for source in sorted(Path("requirements").glob("*.in")):
        target = source.with_suffix(".txt")
        session.run(
            "uv", "pip", "compile", "--universal", "--python-version=3.11", "--no-emit-index-url", "--quiet",
            "--custom-compile-command=make lock", f"--output-file={target}", *session.posargs, str(source),
        )  # fmt: skip


if __name__ == "__main__":
    nox.main()
