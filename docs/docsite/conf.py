# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sphinx settings for the reference that `make docs` builds; it needs no network."""

from __future__ import annotations

project = "telco.cpe"
copyright = "telco.cpe contributors"
title = html_short_title = "The telco.cpe collection"

extensions = ["sphinx_antsibull_ext"]
html_theme = "sphinx_ansible_theme"
html_show_sphinx = False
pygments_style = "ansible"
highlight_language = "YAML+Jinja"
# References into Ansible's own documentation would need its inventory from the network.
suppress_warnings = ["ref.ref", "ref.envvar", "intersphinx.external"]
