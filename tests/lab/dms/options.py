# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The switches of the lab's DMS, each with the document's form as default.

Where the document and the field notes say nothing, the default is the lab's own choice, and marked so (*).
"""

from __future__ import annotations

from typing import Any

FLEET: dict[str, Any] = {
    "cpes": 5,  # how many CPEs there are in all
    "cpe_ids": ["DMS_DEVICE"],  # the first of them; the others are CPE000001, CPE000002, ...
    "data_model": None,  # "TR-098" or "TR-181": only CPEs with that one
    "unregistered": [],  # ids of CPEs that the DMS does not know until they inform for the first time
    "epoch": None,  # unix time from which first_seen and last_seen count back; None: when the lab was built
}

NORTHBOUND: dict[str, Any] = {
    "fault_form": "error_500",  # how a CWMP fault is answered; "result_code" is Axiros' form
    "not_found_form": "error_400",  # (*) no CPE matches
    "several_form": "error_400",  # (*) several CPEs match, without `multiple`
    "offline_form": "fault_form",  # (*) the Connection Request fails; "polling_over", "queued"
    "timeout_form": "polling_over",  # (*) a synchronous scenario takes longer than its time-out; "fault_form"
    "multiple_form": "per_cpe",  # (*) details of several CPEs: a list each; "flat" is one list
    "multiple_env_ids": False,  # (*) one env_id for all CPEs; True: one each, in details
    "async_code": 200,  # result.code of an asynchronous start
    "async_details": False,  # (*) an asynchronous start has an empty list of details
    "env_id_lifetime": 3600,  # (*) seconds that a result can be fetched
    "scenario_timeout": 300,  # seconds, where command_options has no timeout (the document's example has 300)
    "no_cnr_contact": "immediate",  # (*) without a Connection Request the CPE is met at once; "next_inform"
    "storage": True,  # whether the installation has the storage service CpeDbService
    "id_key": "cpe_id",  # the key of a record's identifier: "cpeid", "serial", ...
    "page_cap": None,  # the most records that a page holds, whatever `limit` says
    "record_order": "id",  # "last_seen": latest first, so that records move between pages
    "count_form": "number",  # (*) the body of count.*; "list", or "absent" (404)
}

# Each of these can be set for one CPE by ``cpe_options``: {cpe_id: {name: value}}.
CPE: dict[str, Any] = {
    "online": True,
    "latency": 0.0,  # seconds that a scenario takes
    "connection_request_seconds": 0.0,  # seconds until a Connection Request counts as failed
    "spv_status": 1,  # Status of SetParameterValues
    "object_status": 0,  # Status of AddObject and DeleteObject
    "deferred": False,  # SetParameterValues answers Status 1, and the values are in force after the next session
    "boolean_quirk": False,  # booleans only as 0 and 1
    "boolean_as_int": False,  # booleans are read as 0 and 1
    "parameter_key_writable": True,  # the document's own example sets ParameterKey
    "reveals_hidden": False,  # hidden parameters read back
    "silently_ignores": [],  # names whose write is answered with success, but does not take
    "denies_active_notification": [],  # names that answer Notification 2 with 9009
    "reuse_instance_numbers": False,  # AddObject takes the lowest free number
    "unsupported_methods": [],  # methods that the CPE answers with 9000
    "smart_hides_failures": False,  # SmartSPV says 200 "Success" although failed_params is not empty
    "reboot_seconds": 2.0,  # seconds that a CPE is away for a reboot
    "download_seconds": 0.0,  # seconds that a download takes
    "download_fault": None,  # code (9010-9020) with which downloads fail
    "deployment_seconds": 0.0,  # seconds until ChangeDUState is carried out
    "firmware": {},  # URL -> version; without an entry the version is read from the file's name
}

DEFAULTS: dict[str, Any] = {**FLEET, **NORTHBOUND, **CPE, "cpe_options": {}}

_ERROR_FORMS = ("error_400", "error_500", "result_code")
CHOICES: dict[str, tuple[Any, ...]] = {
    "data_model": (None, "TR-098", "TR-181"),
    "fault_form": ("error_500", "result_code"),
    "not_found_form": _ERROR_FORMS,
    "several_form": _ERROR_FORMS,
    "offline_form": ("fault_form", "polling_over", "queued"),
    "timeout_form": ("polling_over", "fault_form"),
    "multiple_form": ("per_cpe", "flat"),
    "no_cnr_contact": ("immediate", "next_inform"),
    "record_order": ("id", "last_seen"),
    "count_form": ("number", "list", "absent"),
    "spv_status": (0, 1),
    "object_status": (0, 1),
}


def check_options(changes: dict[str, Any]) -> None:
    """Check the values of switches. Raises ValueError for one that is not offered, TypeError for an unknown name."""
    for name, value in changes.items():
        if name in CHOICES and value not in CHOICES[name]:
            raise ValueError(f"{name} is one of {', '.join(map(str, CHOICES[name]))}")
    for cpe_id, own in changes.get("cpe_options", {}).items():
        unknown = sorted(set(own) - set(CPE))
        if unknown:
            raise TypeError(f"{cpe_id}: a CPE has no option {', '.join(unknown)}; it has {', '.join(sorted(CPE))}")
        check_options(own)
