# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""playbooks/export.yml: what it writes, given back as desired state, changes nothing, and holds no secret."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.integration.example_site import ExampleSite, Finished
from tests.lab import Lab, Site
from tests.lab.dms import DmsServer

ROOT = Path(__file__).parents[2]
REVEALING = "CPE000003"
PARAMETERS = [
    "{{ 'Device.' if dms_data_model == 'TR-181' else 'InternetGatewayDevice.' }}ManagementServer." + leaf
    for leaf in ("URL", "Password", "PeriodicInformEnable", "PeriodicInformInterval", "PeriodicInformTime")
]
PASSWORD = f"vault_{REVEALING.lower()}_cpe_baseline_parameters_device_managementserver_password_value"


class Exported:
    """A site, what was exported from it, and the run that exported it."""

    def __init__(self, lab: Lab, site: ExampleSite) -> None:
        self.lab, self.site = lab, site
        self.folder = site.folder / "exported"
        self.run = self.export()
        self.texts = {file.relative_to(self.folder): file.read_text() for file in self.folder.rglob("*.yml")}

    def export(self, *arguments: str) -> Finished:
        return self.site.play("export", *arguments, export_directory=str(self.folder), export_dms_parameters=PARAMETERS)

    def references(self) -> set[str]:
        return set(re.findall(r"\{\{ (vault_\w+) \}\}", "".join(self.texts.values())))

    def secrets(self) -> dict[str, str]:
        """What a person would put into the vault: what the systems really hold."""
        found = {PASSWORD: f"lab-acs-password-{REVEALING}"}
        for name in self.references() - {PASSWORD}:
            host, kind, number, rest = re.fullmatch(
                r"vault_(router_\d)_peplink_site_(wans|ssid_profiles)_(\d+)_(.*)", name
            ).groups()  # type: ignore[union-attr]
            running = self.lab.snapshot(host.replace("_", "-"))["running"]
            held = running["wan" if kind == "wans" else "ssid"][number]
            part, leaf = next((part, leaf) for end, part, leaf in SECRETS if rest.endswith(end))
            found[name] = next(_values(held.get(part, held), leaf))
        return found


#: How a reference ends -> in which part of the router's own state the secret stands, under which key.
SECRETS = (
    ("ddns_password", "ddns", "password"),
    ("operator_password", "cellular", "password"),
    ("sim_pin", "cellular", "simPin"),
    ("key", "security", "key"),
)


def _values(value: Any, leaf: str) -> Iterator[str]:
    """Every text under a key, however deep."""
    for name, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if name == leaf and item and isinstance(item, str):
            yield item
        else:
            yield from _values(item, leaf)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exported]:
    """An export of a site that holds a bit of everything."""
    with Lab(Site(routers=2, gateways=1, cpes=3, dms_cpes=5, apio=True)) as lab:
        dms = lab.device("dms")
        assert isinstance(dms, DmsServer)
        dms.set_cpe_options(REVEALING, reveals_hidden=True)
        lab.patch("router-2", {"running": {"ssid": {"1": {"name": "{{ lookup('pipe', 'id') }}"}}}})
        yield Exported(lab, ExampleSite(lab, tmp_path_factory.mktemp("export")))


def test_each_system_is_exported(exported: Exported) -> None:
    assert exported.run.code == 0, exported.run.output
    assert {str(path) for path in exported.texts} >= {
        "router-1/peplink.yml",
        "router-2/peplink.yml",
        "gateway-1/sms_gateway.yml",
        "voice-foogroup/access_device.yml",
        "CPE000001/dms.yml",
        f"{REVEALING}/dms.yml",
    }
    assert exported.lab.journal.entries(kind="write") == []


def test_no_secret_is_exported_and_what_stands_for_it_is_named(exported: Exported) -> None:
    written = "".join(exported.texts.values())
    for secret in exported.site.secrets():
        assert secret not in written
        assert secret not in exported.run.output
    assert "********" not in written
    assert PASSWORD in exported.references()
    for text in exported.texts.values():
        head = text.partition("---\n")[0]
        assert set(re.findall(r"\{\{ (\w+) \}\}", text)) == set(re.findall(r"#   (vault_\w+)", head))


def test_given_back_it_changes_nothing(exported: Exported) -> None:
    site = exported.site
    shutil.copytree(exported.folder, site.folder / "inventory" / "host_vars", dirs_exist_ok=True)
    defaults: dict[str, Any] = {}
    for role in ("peplink_site", "cpe_baseline", "sms_gateway", "voice_devices"):
        defaults |= yaml.safe_load((ROOT / "roles" / role / "defaults" / "main.yml").read_text())
    given = {name for text in exported.texts.values() for name in re.findall(r"^(\w+):", text, re.MULTILINE)}
    # What is not exported is left alone here, whatever the example says of it.
    others = {name: value for name, value in defaults.items() if name not in given}
    done = site.play("site", **others, **exported.secrets())
    assert done.code == 0, done.output
    assert done.changed == set()
    assert exported.lab.journal.entries(kind="write") == []


def test_a_second_export_changes_nothing(exported: Exported) -> None:
    again = exported.export()
    assert again.code == 0, again.output
    assert again.changed == set()


def test_text_that_looks_like_a_template_stays_text(exported: Exported) -> None:
    assert "!unsafe \"{{ lookup('pipe', 'id') }}\"" in exported.texts[Path("router-2/peplink.yml")]
