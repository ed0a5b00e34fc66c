# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from .._core.command import Command
from .._core.plan import Write
from .of_device import OfDevice
from .paths import reboot_path


class Reboot(OfDevice, Command):
    """Asks a device to reboot, by the Application Server (APIO, "Reboot an access device")."""

    key = "access_device_reboot"

    def writes(self) -> list[Write]:
        return [Write("PUT", reboot_path(self.device))]
