# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The web server in front of the API: its HTML errors and its login page (field notes sms-gateway, section 2)."""

from __future__ import annotations

from tests.lab.core.message import Response

SERVER = "Web Server/2.1.0 + MatrixSSL"

# The reason phrases of GoAhead 2.x, which also appear in its error pages.
REASONS = {
    400: "Page not found",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Site or Page Not Found",
    405: "Access Denied",
    500: "Web Error",
    501: "Not Implemented",
    503: "Site Temporarily Unavailable. Try again",
}

_ERROR_PAGE = (
    "<html><head><title>Document Error: {reason}</title></head>\r\n"
    "<body><h2>Access Error: {reason}</h2>\r\n<p>{sentence}</p></body></html>\r\n"
)

_LOGIN_PAGE = (
    '<html><head><title>Login</title></head>\r\n<body><form method="POST" action="/goform/IADIdentityAuth">'
    '<input name="username"><input name="password" type="password"></form></body></html>\r\n'
)


def error_page(status: int, sentence: str) -> Response:
    """The HTML page for an HTTP error."""
    return Response.html(_ERROR_PAGE.format(reason=REASONS.get(status, "Web Error"), sentence=sentence), status)


def login_page() -> Response:
    """The form that the web interface shows where somebody is not logged in."""
    return Response.html(_LOGIN_PAGE)
