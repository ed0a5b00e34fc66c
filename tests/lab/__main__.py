# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the lab in the foreground: ``python -m tests.lab``. Says what is where; ends with Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.lab.lab import Lab
from tests.lab.site import Site

COLUMNS = ("name", "system", "https_url", "http_url", "username", "password")


def main(arguments: list[str] | None = None) -> int:
    """Start the lab, wait for a signal, stop it; returns the exit status."""
    options = _parser().parse_args(arguments)
    if options.detach:
        _detach(sys.argv[1:] if arguments is None else arguments)
        return 0
    if options.routers is None and options.gateways is None and options.cpes is None and options.dms_cpes is None:
        site = Site.default()
    else:
        site = Site(
            routers=options.routers or 0,
            gateways=options.gateways or 0,
            cpes=options.cpes or 0,
            dms_cpes=options.dms_cpes or 0,
            apio=options.apio,
        )
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with Lab(
        site,
        https_port=options.https_port,
        http_port=options.http_port,
        control_port=options.control_port,
        single_address=options.single_address,
    ) as lab:
        _tell(lab)
        if options.ready_file is not None:
            _write_ready_file(options.ready_file, lab)
        ended.wait()
    if options.ready_file is not None:
        options.ready_file.unlink(missing_ok=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description="A simulated site of five systems.")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--host-per-device",
        dest="single_address",
        action="store_false",
        default=None,
        help="every device has its own address in 127.0.0.0/8 and all have the same port (default where possible)",
    )
    where.add_argument(
        "--single-address",
        dest="single_address",
        action="store_true",
        default=None,
        help="every device is on 127.0.0.1 with ports of its own, counted up from --https-port and --http-port",
    )
    parser.add_argument("--https-port", type=int, default=0, metavar="N", help="0: a free one (default)")
    parser.add_argument("--http-port", type=int, default=0, metavar="N", help="0: a free one (default)")
    parser.add_argument("--control-port", type=int, default=0, metavar="N", help="0: a free one (default)")
    site = parser.add_argument_group("site", "without any of these: the default site")
    site.add_argument("--routers", type=int, metavar="N", help="Peplink routers")
    site.add_argument("--gateways", type=int, metavar="N", help="SMS gateways")
    site.add_argument("--cpes", type=int, metavar="N", help="CPEs with icwmp")
    site.add_argument("--dms-cpes", type=int, metavar="N", help="a DMS with N CPEs")
    site.add_argument("--apio", action="store_true", help="an APIO server, beside what the other options ask for")
    parser.add_argument(
        "--detach", action="store_true", help="run in the background; --ready-file tells the process ID"
    )
    parser.add_argument(
        "--ready-file", type=Path, metavar="PATH", help="write the table as JSON to PATH as soon as the lab listens"
    )
    return parser


def _detach(arguments: Sequence[str]) -> None:
    """Start the lab anew, as a process of its own that outlives this one."""
    rest = [argument for argument in arguments if argument != "--detach"]
    quiet = subprocess.DEVNULL
    subprocess.Popen(
        [sys.executable, "-m", "tests.lab", *rest], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )


def _tell(lab: Lab) -> None:
    devices = lab.describe()
    rows = [COLUMNS, *(tuple(str(device[column]) for column in COLUMNS) for device in devices)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(COLUMNS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print(f"\nCA file:     {lab.ca_path}\nControl URL: {lab.control_url}\nCtrl-C ends it.", flush=True)


def _write_ready_file(path: Path, lab: Lab) -> None:
    content: dict[str, Any] = {
        "pid": os.getpid(),
        "ca_path": str(lab.ca_path),
        "control_url": lab.control_url,
        "devices": lab.describe(),
    }
    # Who waits for the file must never see half of it.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    unfinished.replace(path)


if __name__ == "__main__":
    sys.exit(main())
