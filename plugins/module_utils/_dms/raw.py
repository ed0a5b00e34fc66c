# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .answers import Answer


def body_of(answer: Answer) -> dict[str, t.Any]:
    """The body of the CWMP response in an answer, as the DMS passes it on under ``data``; {} where there is none.

    Its methodName is not looked at: ScheduleDownload is answered with a DownloadResponse (DMS NBI, example).
    """
    details = answer.details if isinstance(answer.details, list) else []
    for entry in details:
        messages = entry.get("value") if isinstance(entry, dict) and entry.get("key") == "data" else None
        for message in messages if isinstance(messages, list) else []:
            body = message.get("body") if isinstance(message, dict) else None
            if isinstance(body, dict) and body:
                return body
    return {}
