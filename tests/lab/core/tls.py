# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab's own certificate authority."""

from __future__ import annotations

import ssl
from pathlib import Path

import trustme


class LabCa:
    """A certificate authority that lives as long as the lab; ``path`` is its certificate as a PEM file."""

    def __init__(self, directory: Path) -> None:
        self._ca = trustme.CA(organization_name="telco.cpe lab", organization_unit_name="not a real authority")
        self.path = directory / "lab-ca.pem"
        self._ca.cert_pem.write_to_path(str(self.path))

    def server_context(self, *identities: str) -> ssl.SSLContext:
        """A server's TLS context with a certificate for the given addresses and names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._ca.issue_cert(*identities).configure_cert(context)
        return context
