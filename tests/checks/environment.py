# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment that every check, test, demonstration and benchmark runs in, whoever starts it.

Everything it needs is made inside the checkout, under `.cache`: the tree that lets Ansible and Python import the
checkout as `ansible_collections.telco.cpe`, and a home directory. What the caller's environment says about Ansible, about
devices or about the network doesn't reach a test.

`python -m tests.checks.environment [--network] COMMAND...` runs a command in it.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
COLLECTIONS = CACHE / "collections"
HOME = CACHE / "home"

# Settings of the caller that would change what is tested: of the tools, and of the collection's own connection options.
FOREIGN_PREFIXES = (
    *("ANSIBLE_", "MOLECULE_", "PYTEST_", "NOX_", "MYPY", "RUFF_", "REUSE_"),
    *("PEPLINK_", "DMS_", "ICWMP_", "SMS_GATEWAY_", "ACCESS_DEVICE_"),
)
FOREIGN = {"PYTHONHOME", "PYTHONPATH", "PYTHONWARNINGS", "VIRTUAL_ENV", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"}
NETWORK = {
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("curl_ca_bundle", "requests_ca_bundle", "ssl_cert_dir", "ssl_cert_file"),
}


def link_collection() -> Path:
    """Make `.cache/collections/ansible_collections/telco/cpe` a link to the checkout; return `.cache/collections`."""
    link = COLLECTIONS / "ansible_collections" / "telco" / "cpe"
    target = os.path.relpath(ROOT, link.parent)
    if not link.is_symlink() or os.readlink(link) != target:
        link.parent.mkdir(parents=True, exist_ok=True)
        temporary = link.with_name(f"cpe.{os.getpid()}")
        temporary.symlink_to(target, target_is_directory=True)
        temporary.replace(link)  # atomic: several test processes may start at once
    return COLLECTIONS


def environment(base: Mapping[str, str], *, network: bool = False) -> dict[str, str]:
    """Return the environment variables for a check, derived from those in `base`.

    With `network` the proxies and certificate authorities of `base` are kept: for steps that install packages. Tests
    speak to loopback only.
    """
    kept = {
        name: value
        for name, value in base.items()
        if not name.startswith(FOREIGN_PREFIXES) and name not in FOREIGN and (network or name.lower() not in NETWORK)
    }
    # Not resolved: the interpreter of a virtual environment is a link, and its neighbours are what is wanted.
    programs = Path(sys.executable).absolute().parent
    path = [str(programs), *(part for part in base.get("PATH", os.defpath).split(os.pathsep) if part != str(programs))]
    kept.update(
        HOME=str(HOME),
        PATH=os.pathsep.join(path),
        ANSIBLE_COLLECTIONS_PATH=str(COLLECTIONS),
        ANSIBLE_CONFIG=str(ROOT / "tests" / "ansible.cfg"),
        ANSIBLE_PYTHON_INTERPRETER=sys.executable,  # every host of the tests is this machine
        PIP_CACHE_DIR=str(HOME / ".cache" / "pip"),
        PIP_DISABLE_PIP_VERSION_CHECK="1",
    )
    if "utf" not in (kept.get("LC_ALL") or kept.get("LC_CTYPE") or kept.get("LANG") or "").lower():
        kept["LC_ALL"] = "C.UTF-8"  # Ansible refuses any other encoding
    return kept


def write_pip_settings(base: Mapping[str, str]) -> None:
    """Put the pip settings that hold for the caller into the home directory of the checks.

    ansible-test hands neither `PIP_*` variables nor the caller's home directory to the pip it runs, so a package mirror
    or a certificate authority that the caller has configured would be lost.
    """
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        env=dict(base), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    sections: dict[str, dict[str, str]] = {}
    for line in listed.splitlines():  # global.index-url='https://...'   or, which wins,   :env:.index-url='https://...'
        name, literal = line.split("=", 1)
        section, key = name.rsplit(".", 1)
        settings = sections.setdefault("global" if section == ":env:" else section, {})
        if section == ":env:" or key not in settings:
            settings[key] = str(ast.literal_eval(literal)).replace("\n", "\n    ")
    lines = []
    for section, settings in sections.items():
        lines += [f"[{section}]", *(f"{key} = {value}" for key, value in settings.items())]
    file = HOME / ".config" / "pip" / "pip.conf"
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_name(f"pip.conf.{os.getpid()}")
    written.touch(mode=0o600)  # an index address may carry a password
    written.write_text("\n".join([*lines, ""]), encoding="utf-8")
    written.replace(file)  # atomic: another pip may be reading it


def prepare() -> None:
    """Make what the environment names, where it is missing."""
    HOME.mkdir(parents=True, exist_ok=True)
    link_collection()
    settings = f'[safe]\n\tdirectory = "{ROOT}"\n'  # git reads no checkout of another owner unless it is named
    file = HOME / ".gitconfig"
    if not file.exists() or file.read_text(encoding="utf-8") != settings:
        file.write_text(settings, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Replace this process by the given command, in the environment."""
    network = arguments[:1] == ["--network"]
    command = arguments[1:] if network else arguments
    prepare()
    if network:
        write_pip_settings(os.environ)
    settings = environment(os.environ, network=network)
    os.environ.clear()
    os.environ.update(settings)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
