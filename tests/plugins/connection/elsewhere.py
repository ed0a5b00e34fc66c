# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection that leads elsewhere, to this very machine: modules run as modules over it."""

from __future__ import annotations

from ansible.plugins.connection.local import Connection as LocalConnection

DOCUMENTATION = """
name: elsewhere
short_description: The local connection under another name
description:
  - Makes Ansible run modules as processes on this machine, as over any connection that is not local.
author: telco.cpe contributors
"""


class Connection(LocalConnection):
    """The local connection, which does not say that it is local."""

    transport = "elsewhere"
