# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core import compare
from .._core.compare import Comparison
from .._core.errors import ApiFailure, OptionError
from .._core.plan import Write
from .._core.setting import Setting
from . import config
from .config import GET_CONFIG, INDEXES, PORT_GROUP, PORT_MAP, SECTIONS, SET_CONFIG, SIP_PROXY
from .config_table import DEFAULTS, NEEDED, OFF

Entry = dict[str, t.Any]

_PASSWORD = "sip_authpswd"


class ConfigSetting(Setting):
    """Sections of a gateway's configuration as desired state (HTTP API V1.2, 19 and 20).

    What is written is a whole object always: what the gateway holds, with what is desired. Whether an object may be partial is
    documented nowhere.
    """

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._sections = [section for section in SECTIONS if params[section] is not None]
        self._shown: dict[str, t.Any] = {}

    def validate(self) -> None:
        super().validate()
        for entry in self.params[PORT_GROUP] or []:
            ports = entry[PORT_MAP] or []
            if len(set(ports)) != len(ports):
                raise OptionError(f"{PORT_GROUP}[{entry['index']}].{PORT_MAP}", "each port may occur once")

    def read(self) -> t.Mapping[str, t.Any]:
        answer = self.client.post(GET_CONFIG, {section: [] for section in self._sections}, keys=self._sections)
        self._shown = config.sections(answer)
        return self._shown

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        desired = self.desired()
        for section in INDEXES:
            if section in desired:
                held = {entry.get("index"): entry for entry in current.get(section, [])}
                entries = [
                    entry if entry["index"] in held else self._completed(section, entry) for entry in desired[section]
                ]
                desired[section] = [entry for entry in entries if entry] + self._left_over(section, held)
        return compare.compare(self.table, desired, current)

    def _completed(self, section: str, entry: Entry) -> Entry:
        """An entry that the gateway does not have, with all that it needs; empty where it is to be off, as good as absent."""
        if set(entry) <= {"index", "enable"} and entry.get("enable") == OFF:
            return {}
        for option in NEEDED[section]:
            if option not in entry:
                raise OptionError(
                    f"{section}[{entry['index']}].{option}", "is required: the gateway does not have this entry yet"
                )
        return {**DEFAULTS[section], **entry}

    def _left_over(self, section: str, held: t.Mapping[t.Any, Entry]) -> list[Entry]:
        if not self.params["purge"]:
            return []
        listed = [entry["index"] for entry in self.params[section]]
        return [{"index": index, "enable": OFF} for index in held if index not in listed]

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        for side in ("before", "after"):
            result["diff"][side] = {section: _by_index(held) for section, held in result["diff"][side].items()}
        return result

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        payload: dict[str, t.Any] = {}
        for section in SECTIONS:
            if section == SIP_PROXY and section in body:
                payload[section] = [{**self._unknown(section, self._shown.get(section, {})), **body[section]}]
            elif section in body:
                shown = {entry.get("index"): entry for entry in self._shown.get(section, [])}
                payload[section] = [
                    {**self._unknown(section, shown.get(entry["index"], {})), **entry} for entry in body[section]
                ]
        for entry in payload.get(PORT_GROUP, []):
            self._complete_password(entry)
        return [Write("POST", SET_CONFIG, payload)]

    def _unknown(self, section: str, shown: t.Mapping[str, t.Any]) -> Entry:
        """What a firmware shows of an object beyond the document: sent back as it is, so that it is not lost."""
        node = self.table.node(section)
        known = {field.option for field in t.cast(t.Any, node).fields}
        return {name: value for name, value in shown.items() if name not in known}

    def _complete_password(self, entry: Entry) -> None:
        if _PASSWORD in entry:
            return
        if entry.get("sip_account") or entry.get("sip_authid"):
            raise OptionError(
                f"{PORT_GROUP}[{entry['index']}].{_PASSWORD}",
                "must be given: the gateway does not show it, and an entry is written as a whole",
            )
        entry[_PASSWORD] = ""

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            answer = self.client.write(write)
            refused = unconfirmed(write.payload, answer)
            groups = refused.get(PORT_GROUP)
            if groups:
                # The document has port_map as an array in its example (20.4), and as text in its table (20.2).
                answer = {**answer, **self.client.write(_with_text(write, groups))}
                refused = unconfirmed(write.payload, answer)
            if refused:
                raise _not_confirmed(refused, answer)


def _by_index(held: t.Any) -> t.Any:
    """The entries of a section by their index, so that a diff tells which of them differs in what."""
    return {str(entry["index"]): entry for entry in held} if isinstance(held, list) else held


def unconfirmed(sent: t.Mapping[str, list[Entry]], answer: t.Mapping[str, t.Any]) -> dict[str, list[t.Any]]:
    """What the answer of set_config does not call a success, by section: indexes, or for sip_proxy the object itself (20.3)."""
    refused: dict[str, list[t.Any]] = {}
    for section, entries in sent.items():
        said = answer.get(section)
        words = {str(word).strip() for word in (said if isinstance(said, list) else [said])}
        if section == SIP_PROXY:
            missing = [] if "success" in words else [None]
        else:
            missing = [entry["index"] for entry in entries if f"{entry['index']}_success" not in words]
        if missing:
            refused[section] = missing
    return refused


def _with_text(write: Write, groups: list[t.Any]) -> Write:
    entries = [
        {**entry, PORT_MAP: f"[{','.join(map(str, entry[PORT_MAP]))}]"}
        for entry in write.payload[PORT_GROUP]
        if entry["index"] in groups
    ]
    return Write(write.method, write.endpoint, {PORT_GROUP: entries})


def _not_confirmed(refused: dict[str, list[t.Any]], answer: t.Mapping[str, t.Any]) -> ApiFailure:
    names = [
        section if index is None else f"{section}[{index}]" for section, found in refused.items() for index in found
    ]
    said = {section: answer.get(section) for section in refused}
    return ApiFailure(
        f"the gateway did not confirm {', '.join(names)}",
        api_message=f"the gateway's answer: {said}",
        hint="It does not say why. Check the values, and that ports, groups and trunks that they name exist. What else was to be "
        "changed has been: the next run changes what is left.",
    )
