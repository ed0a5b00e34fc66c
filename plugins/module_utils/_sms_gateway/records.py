# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.normal import to_int

# Numbers by the document's tables and examples; firmwares send some of them as text.
CDR_NUMBERS = ("port", "duration", "gsm_code")
SMS_RESULT_NUMBERS = ("port", "user_id", "count", "succ_count", "ref_id")
DELIVER_STATUS_NUMBERS = ("port", "ref_id", "status_code")
STK_NUMBERS = ("input_type", "frame_id")
STK_ITEM_NUMBERS = ("item_id",)

# Names that some firmwares use for the document's.
CDR_NAMES = {"bech": "bcch"}


def records(answer: t.Mapping[str, t.Any], *keys: str) -> list[dict[str, t.Any]]:
    """The objects under the first of ``keys`` that an answer has; a lone object counts as a list of one."""
    found = next((answer[key] for key in keys if key in answer), None)
    if isinstance(found, dict):
        return [found]
    return [entry for entry in found or [] if isinstance(entry, dict)]


def normal(
    entry: t.Mapping[str, t.Any], numbers: t.Collection[str], names: t.Mapping[str, str] | None = None
) -> dict[str, t.Any]:
    """One record in normal form: the document's names, numbers as numbers."""
    names = names or {}
    named = {names.get(key, key): value for key, value in entry.items()}
    return {key: to_int(value) if key in numbers else value for key, value in named.items()}
