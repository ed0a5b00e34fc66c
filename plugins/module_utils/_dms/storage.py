# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import json
import typing as t

from .._core.errors import (
    ApiFailure,
    CpeError,
    NoAnswer,
    NotFound,
    NotTheSystem,
    PermissionDenied,
    ServerError,
    Unsupported,
)
from .._core.normal import to_int
from .._core.secret import Secret
from .client import DmsClient
from .names import is_secret
from .records import cpe_id_of

SERVICE = "CpeDbService"
# A regular expression over the identifiers; it stands in the path as it is.
ALL = ".*"

Record = dict[str, t.Any]


def records(
    client: DmsClient,
    page_size: int,
    *,
    identify: t.Callable[[Record], str | None] = cpe_id_of,
    check_total: bool = True,
) -> t.Iterator[Record]:
    """Every CPE record of the DMS, each once, in the DMS's order; the CPEs themselves are not contacted.

    In: the client; ``page_size``, the most records to ask for in a request; ``identify``, which gives a record's CPE id. Out: the
    records, values that are secret by their key as Secret. Moves on by what came and ends at an empty page, because a
    server may give less than was asked for. With ``check_total``, what came is compared with what the storage counts: what
    is missing is looked for once more, because records may have moved to a page that was already read. Raises CpeError, in
    the midst of the iteration too, when what came so far is not everything, or not to be reconciled with the count.
    """
    counted = count(client) if check_total else None
    seen: set[str] = set()
    for _attempt in range(2):
        for record in _listed(client, page_size):
            key = identify(record) or json.dumps(record, sort_keys=True, default=str)
            if key not in seen:
                seen.add(key)
                yield _marked(record)
        if counted is None or len(seen) == counted:
            return
        # CPEs may have come and gone meanwhile: every number between the two counts is right.
        now = count(client)
        bounds = (counted, counted if now is None else now)
        if len(seen) > max(bounds):
            raise ApiFailure(
                f"the list of CPEs can't be right: the DMS counts {max(bounds)} and gave {len(seen)}",
                hint="Run again, and check which key of a record holds the CPE's id.",
            )
        if len(seen) >= min(bounds):
            return
    raise ApiFailure(
        f"the list of CPEs is incomplete: the DMS counts {min(bounds)} and gave {len(seen)}",
        hint="Run again; the DMS's list may have changed while it was read page by page.",
    )


def _listed(client: DmsClient, page_size: int) -> t.Iterator[Record]:
    """The records of all pages, as they come. Raises CpeError."""
    offset = 0
    last: list[Record] | None = None
    while True:
        page = _page(client, page_size, offset)
        if not page:
            return
        if page == last and len(page) < page_size:
            return  # The server ignores offset and has given everything.
        if page == last:
            raise ApiFailure(
                f"the DMS gives the same page of {len(page)} records again: it ignores offset",
                hint="Raise page_size above the number of CPEs.",
            )
        yield from page
        offset += len(page)
        last = page


def count(client: DmsClient) -> int | None:
    """How many CPEs the storage counts; None where it doesn't say (the method's answer is not documented)."""
    details: t.Any = None
    # What it can't do must not stand in the way of the list itself, which meets the same obstacles where they are real.
    with contextlib.suppress(ApiFailure, NoAnswer, NotFound, NotTheSystem, PermissionDenied, ServerError, Unsupported):
        details = client.storage(SERVICE, f"count{ALL}")
    if isinstance(details, list) and len(details) == 1:
        details = details[0]
    if isinstance(details, dict):
        details = next((details[key] for key in ("count", "total", "value") if key in details), None)
    number = to_int(details)
    return number if isinstance(number, int) and not isinstance(details, bool) else None


def _page(client: DmsClient, limit: int, offset: int) -> list[Record]:
    try:
        details = client.storage(SERVICE, ALL, [("limit", limit), ("offset", offset)])
    except CpeError as error:
        if offset:
            error.note(f"{offset} records had come before; the list is incomplete")
        raise
    if details is None:
        return []
    if not isinstance(details, list) or not all(isinstance(record, dict) for record in details):
        raise NotTheSystem("the storage service does not answer with a list of records", hint="Check api_url.")
    return details


def _marked(value: t.Any) -> t.Any:
    """``value`` with what is secret by its key as Secret; it is copied only where that changes something."""
    if isinstance(value, dict):
        changes = {}
        for key, item in value.items():
            marked = _hidden(item) if is_secret(key) else _marked(item) if isinstance(item, (dict, list)) else item
            if marked is not item:
                changes[key] = marked
        return {**value, **changes} if changes else value
    if isinstance(value, list):
        marked = [_marked(item) for item in value]
        return marked if any(one is not other for one, other in zip(marked, value, strict=True)) else value
    return value


def _hidden(value: t.Any) -> t.Any:
    """What stands under the key of a credential: strings, and those in a list, are Secret."""
    if isinstance(value, str) and value:
        return Secret(value)
    if isinstance(value, list):
        return [_hidden(item) for item in value]
    return _marked(value)
