# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

# Marks text as unsafe; None where text is no template unless it is marked as trusted.
wrap_var: t.Any = None
try:
    from ansible.template import trust_as_template
except ImportError:
    # Before ansible-core 2.19 every string is a template unless it is marked.
    from ansible.utils.unsafe_proxy import wrap_var  # type: ignore[no-redef]

MARKED = wrap_var is not None

# Text that is no template, and as an expression does nothing but name variables. It is not marked, so that what lists the
# inventory shows plain text. The header "#jinja2:" redefines what a template's delimiters are, so braces are not all.
_HARMLESS = re.compile(r"[\w .,:/@+-]*")


def untrusted(value: t.Any) -> t.Any:
    """``value`` as something that is never templated, whatever it holds.

    For text that somebody outside has chosen. Where ansible-core trusts nothing that is not marked as trusted, this is the
    value itself, which must not stem from a template; elsewhere text in it is marked as unsafe, at any depth.
    """
    return _marked(value) if MARKED else value


def trusted(text: str) -> str:
    """Text of the configuration or of this collection, as Ansible takes what stands in an inventory file."""
    return text if MARKED else t.cast(str, trust_as_template(text))


def _marked(value: t.Any) -> t.Any:
    if isinstance(value, str):
        return value if _HARMLESS.fullmatch(value) else wrap_var(value)
    if isinstance(value, dict):
        return {_marked(key): _marked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    return value
