# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run benchmarks: ``python -m tests.bench [NAME [OPTION...]]``, all of them without a name.

Prints a table for each and writes it as JSON to ``.cache/bench/NAME.json``. Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from types import ModuleType

from tests.bench import benches
from tests.bench.usage import Failed
from tests.checks.environment import environment, prepare


def _benches() -> dict[str, ModuleType]:
    """Every benchmark by its name."""
    names = sorted(found.name for found in pkgutil.iter_modules(benches.__path__))
    return {name: importlib.import_module(f"{benches.__name__}.{name}") for name in names}


def main(arguments: list[str]) -> int:
    """Run the benchmarks asked for; return the exit status."""
    known = _benches()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the collection on the lab.")
    chosen = parser.add_subparsers(dest="name", metavar="NAME", help="without a name: all, with their defaults")
    for name, bench in known.items():
        bench.add_options(chosen.add_parser(name, help=bench.SUMMARY, description=bench.SUMMARY))
    names = [parser.parse_args(arguments).name] if arguments else list(known)
    prepare()
    os.environ.update(environment(os.environ))
    missed = False
    for name in names:
        options = parser.parse_args(arguments or [name])
        try:
            report = known[name].run(options)
        except Failed as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        path = report.write()
        print(f"{report.text()}\n\nWritten to {path}\n", flush=True)
        missed = missed or not report.reached
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
