# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Install the archive that the build stage made, as a user would, and see that Ansible finds in it what it should."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile

from tests.checks.environment import CACHE, ROOT

BUILT = ROOT / ".nox" / "build-import-check" / "tmp" / "collection"
INSTALLED = CACHE / "installed"
TOP = {"changelogs", "docs", "extensions", "LICENSES", "meta", "playbooks", "plugins", "roles"}
TOP_FILES = {"CHANGELOG.md", "FILES.json", "LICENSE", "MANIFEST.json", "README.md", "REUSE.toml"}


def main() -> int:
    """Check the archive's content and install it; return the exit status."""
    (archive,) = BUILT.glob("telco-cpe-*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.split("/")[0] for name in opened.getnames()}
    if surplus := names - TOP - TOP_FILES:
        print(
            f"{archive.name} holds what a user has no use for: {', '.join(sorted(surplus))}. See build_ignore in galaxy.yml."
        )
        return 1

    shutil.rmtree(INSTALLED, ignore_errors=True)
    settings = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(INSTALLED)}
    install = ["ansible-galaxy", "collection", "install", "--offline", "--force", "-p", str(INSTALLED), str(archive)]
    subprocess.run(install, env=settings, check=True)
    listing = ["ansible-doc", "--list", "--json", "--type", "module", "telco.cpe"]
    found = subprocess.run(listing, env=settings, check=True, stdout=subprocess.PIPE, text=True)
    documented = {name.removeprefix("telco.cpe.") for name in json.loads(found.stdout)}
    expected = {file.stem for file in (ROOT / "plugins" / "modules").glob("*.py") if not file.stem.startswith("_")}
    if missing := expected - documented:
        print(f"ansible-doc doesn't know these modules of the installed collection: {', '.join(sorted(missing))}")
        return 1
    written = CACHE / "installed-requirements.txt"
    written.unlink(missing_ok=True)
    subprocess.run(["ansible-builder", "introspect", str(INSTALLED), "--write-pip", str(written)], check=True)
    needed = {line.partition("#")[0].strip() for line in written.read_text(encoding="utf-8").splitlines()} - {""}
    stated = (ROOT / "meta" / "ee-requirements.txt").read_text(encoding="utf-8").splitlines()
    if needed != {line for line in stated if line and not line.startswith("#")}:
        print(
            f"An execution environment would install {sorted(needed)}, which is not what meta/ee-requirements.txt states."
        )
        return 1
    print(f"{archive.name}: installed; ansible-doc knows its {len(documented)} modules.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
