# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t


class CpeError(Exception):
    """Anything that ends a module with a message for its user.

    In: the message, and what is known of the failure. ``as_result()`` gives the keys of the module's result.
    """

    kind: t.ClassVar[str] = "error"
    unreachable: t.ClassVar[bool] = False

    def __init__(
        self,
        message: str,
        *,
        device: str | None = None,
        endpoint: str | None = None,
        http_status: int | None = None,
        code: t.Any = None,
        api_message: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.device = device
        self.endpoint = endpoint
        self.http_status = http_status
        self.code = code
        self.api_message = api_message
        self.hint = hint
        self.notes: list[str] = []
        self.extra: dict[str, t.Any] = {}

    def details(self) -> dict[str, t.Any]:
        """What is known of the failure, for another error that explains it better."""
        return {
            "device": self.device,
            "endpoint": self.endpoint,
            "http_status": self.http_status,
            "code": self.code,
            "api_message": self.api_message,
        }

    def note(self, text: str) -> None:
        """Add what happened after the failure (a discard, a clean-up) to the message."""
        self.notes.append(text)

    def text(self) -> str:
        """The whole message: what failed, on which device, the status, the system's own words, what to do."""
        parts = [self.message if self.device is None else f"{self.device}: {self.message}"]
        details = []
        if self.endpoint:
            details.append(f"request {self.endpoint}")
        if self.http_status is not None:
            details.append(f"HTTP status {self.http_status}")
        if self.code is not None:
            details.append(f"code {self.code}")
        if self.api_message and self.api_message not in self.message:
            details.append(f"message {self.api_message!r}")
        if details:
            parts.append("(" + ", ".join(details) + ")")
        parts.extend(self.notes)
        if self.hint:
            parts.append(self.hint)
        return " ".join(part if part.endswith((".", ")", "!", "?")) else part + "." for part in parts)

    def as_result(self) -> dict[str, t.Any]:
        """The result's keys for this error; ``unreachable`` and ``failed`` exclude each other, as in Ansible."""
        error = {
            "kind": self.kind,
            "device": self.device,
            "endpoint": self.endpoint,
            "http_status": self.http_status,
            "code": self.code,
            "message": self.api_message,
        }
        state = {"unreachable": True} if self.unreachable else {"failed": True}
        error = {key: value for key, value in error.items() if value is not None}
        return {"msg": self.text(), "changed": False, "error": error, **self.extra, **state}


class OptionError(CpeError):
    """An option that cannot be meant so: found before the first request."""

    kind = "option"

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path = path


class Unreachable(CpeError):
    """Nothing answers at the address: refused, no route, unknown name, time-out while connecting."""

    kind = "unreachable"
    unreachable = True


class TlsError(CpeError):
    """The certificate is not trusted, or the peer does not speak TLS."""

    kind = "tls"


class NoAnswer(CpeError):
    """The request was sent and no answer came (time-out, reset): whether it took effect is unknown."""

    kind = "no_answer"


class NotTheSystem(CpeError):
    """What answers is not the system that was expected: a login page, another product, a proxy."""

    kind = "not_the_system"


class AuthenticationError(CpeError):
    """Wrong or missing credentials."""

    kind = "authentication"


class SessionExpired(AuthenticationError):
    """The session or token was accepted before and is not any more."""

    kind = "session_expired"


class PermissionDenied(CpeError):
    """Right credentials without the right that the operation needs."""

    kind = "permission"


class NotFound(CpeError):
    """The named thing does not exist on the system."""

    kind = "not_found"


class Unsupported(CpeError):
    """This model or firmware lacks the operation."""

    kind = "unsupported"


class Busy(CpeError):
    """The system asks to come back later (429, 503): the request was not processed.

    ``retry_after`` is what the system asked for, in seconds.
    """

    kind = "busy"

    def __init__(self, message: str, *, retry_after: float | None = None, **details: t.Any) -> None:
        super().__init__(message, **details)
        self.retry_after = retry_after


class ServerError(CpeError):
    """The system failed at the request (5xx): whether a write took effect is unknown."""

    kind = "server"


class ApiFailure(CpeError):
    """The system understood the request and refused it."""

    kind = "api"


class NotTaken(CpeError):
    """A write was accepted, and reading back shows that it did not take."""

    kind = "verify"


class Missing(CpeError):
    """A Python library that is needed is not installed; ``trace`` is the traceback of its import."""

    kind = "missing_library"

    def __init__(self, message: str, trace: str) -> None:
        super().__init__(message)
        self.extra["exception"] = trace
