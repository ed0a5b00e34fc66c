# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run `ansible-test sanity` on a copy of the collection, with the Python at hand.

ansible-test wants the collection at `.../ansible_collections/telco/cpe`, takes what git ignores for part of it, and
fetches a script from a server of its own to get pip into its private virtual environments. So it gets a copy of what
git knows or would take, and a script of ours that does the same with the packages of the registry alone.

The copy holds what the archive for users holds, which is also what Galaxy and Automation Hub check. That leaves out the tests
and the lab, which no Ansible ever loads: the rules that ansible-test has for plugins (no name `_`, empty
`__init__.py`) would make nothing better there, and the stages lint and types-tests check them.

`python -m tests.checks.sanity COPY [OPTION...]` copies to `.cache/sanity/COPY` and hands the options to ansible-test.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT

import ansible_test
import yaml
from antsibull_fileutils.copier import GitCopier

from tests.checks.environment import CACHE, HOME, ROOT

BOOTSTRAP = """\
# In place of get-pip.py: pip from the interpreter's own bundle, then whatever was asked for from the registry.
import subprocess
import sys

packages = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
subprocess.check_call([sys.executable, "-m", "ensurepip", "--default-pip"], stdout=subprocess.DEVNULL)
subprocess.check_call([sys.executable, "-m", "pip", "install", "--quiet", *packages])
"""


def provide_bootstrap() -> None:
    """Put the script into ansible-test's cache, once for each version of pip that ansible-test may ask for."""
    source = Path(next(iter(ansible_test.__path__)), "_internal", "python_requirements.py").read_text(encoding="utf-8")
    cache = HOME / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for version in set(re.findall(r"""pip=["'](\d+(?:\.\d+)+)["']""", source)):
        (cache / f"get_pip_{version.replace('.', '_')}.py").write_text(BOOTSTRAP, encoding="utf-8")


def copy_collection(name: str) -> Path:
    """Copy what is to be published to `.cache/sanity/<name>/ansible_collections/telco/cpe`; return that path."""
    place = CACHE / "sanity" / name / "ansible_collections" / "telco" / "cpe"
    if place.exists():
        shutil.rmtree(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    GitCopier().copy(ROOT, place)
    for pattern in yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["build_ignore"]:
        for path in place.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    settings = place / "tests" / "config.yml"  # which Pythons the modules are for
    settings.parent.mkdir()
    shutil.copy(ROOT / "tests" / "config.yml", settings)
    # A repository of its own; otherwise ansible-test finds the checkout's, which ignores the copy, and skips every file.
    subprocess.run(["git", "init", "--quiet"], cwd=place, check=True)
    return place


def main(arguments: list[str]) -> int:
    """Copy the collection and run ansible-test on the copy; return its exit status."""
    name, *options = arguments
    provide_bootstrap()
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    command = ["ansible-test", "sanity", "--python", python, "--color", "no", *options]
    with subprocess.Popen(command, cwd=copy_collection(name), stdout=PIPE, stderr=STDOUT, text=True) as process:
        skipped = False
        for line in process.stdout or ():
            print(line, end="", flush=True)
            skipped = skipped or "All targets skipped" in line
    return process.returncode or int(skipped)  # that nothing was checked is no success, though ansible-test says so


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
