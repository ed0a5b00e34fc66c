# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads the action and every module's code as soon as Ansible looks an action of the collection up.

It does so in the parent process, while it reads a playbook, and later forks a worker for each task and host. Collections are
compiled anew by each process that imports them, so that without this every worker would pay for it again.
"""

from __future__ import annotations

import contextlib

# What is wrong with a module is told by its own task, which imports it again.
with contextlib.suppress(Exception):
    from ansible_collections.telco.cpe.plugins.action.direct import load_all

    load_all()
