# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime
import email.utils
import json
import random
import time
import traceback
import typing as t
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from .connection import Connection
from .errors import Busy, CpeError, Missing, NoAnswer, NotTheSystem, OptionError, ServerError, TlsError, Unreachable
from .secret import Redactor

try:
    import requests
    from urllib3.exceptions import NewConnectionError
except ImportError:
    REQUESTS_TRACE: str | None = traceback.format_exc()
else:
    REQUESTS_TRACE = None

READ = "read"
WRITE = "write"
AUTH = "auth"

# Longest wait that a Retry-After may ask of a task, in seconds; beyond it the task fails and says so.
LONGEST_WAIT = 60.0
FIRST_WAIT = 0.3

T = t.TypeVar("T")
Query = t.Sequence[tuple[str, t.Any]]


@dataclass
class Reply:
    """What a system answered: ``text`` is the body, ``headers`` have lower-case names."""

    status: int
    headers: dict[str, str]
    text: str
    endpoint: str

    @property
    def is_html(self) -> bool:
        start = self.text.lstrip()[:100].lower()
        return "text/html" in self.headers.get("content-type", "").lower() or start.startswith(("<!doctype", "<html"))

    def json(self) -> t.Any:
        """The body as JSON. Raises NotTheSystem for a web page, NoAnswer for text that is cut off or no JSON."""
        try:
            return json.loads(self.text)
        except ValueError:
            self.refuse_html()
            raise NoAnswer(
                "the answer is not valid JSON" + (" (it is empty)" if not self.text.strip() else ""),
                endpoint=self.endpoint,
                http_status=self.status,
            ) from None

    def refuse_html(self) -> None:
        """Raise NotTheSystem if the answer is a web page where JSON is due."""
        if self.is_html:
            raise NotTheSystem(
                "a web page came where JSON is due",
                endpoint=self.endpoint,
                http_status=self.status,
                hint="Check api_url (host, port, path), that the API is switched on, and that no login page or proxy answers.",
            )


def same(reply: Reply) -> Reply:
    """The interpretation of callers that want the reply itself."""
    return reply


class NoAuth:
    """Keeps requests from looking for credentials in ~/.netrc."""

    def __call__(self, request: t.Any) -> t.Any:
        return request


class Transport:
    """HTTP for every vendor: one kept-alive session, TLS options, time-outs, retries of what may be repeated, counting.

    In: the connection options; ``auth``, an authentication as requests takes it. Raises Missing without requests.

    is_answer
        Whether a reply with status 429 or 503 is an answer of the system's API all the same, which its own codes explain.
    """

    def __init__(
        self, connection: Connection, *, auth: t.Any = None, sleep: t.Callable[[float], None] = time.sleep
    ) -> None:
        if REQUESTS_TRACE is not None:
            raise Missing("requests", REQUESTS_TRACE)
        self.connection = connection
        self.redact = Redactor()
        self.redact.add(connection.password, connection.token)
        self.requests = 0
        self.is_answer: t.Callable[[Reply], bool] = lambda _reply: False
        self._sleep = sleep
        self._session = requests.Session()
        self._session.auth = auth or NoAuth()
        # A path given, or validation switched off, is given with each request: REQUESTS_CA_BUNDLE would win otherwise.
        self._verify: bool | str = (connection.ca_path or True) if connection.validate_certs else False
        self._settings: dict[str, t.Any] | None = None
        self._template: tuple[tuple[str, str], t.Any] | None = None

    def close(self) -> None:
        self._session.close()

    @property
    def has_cookies(self) -> bool:
        """Whether some answer has set a cookie."""
        return len(self._session.cookies) > 0

    def set_header(self, name: str, value: str | None) -> None:
        """Send a header with every request from now on; None means not any more."""
        self._template = None
        self._session.headers.pop(name, None)
        if value is not None:
            self._session.headers[name] = value

    def call(
        self,
        method: str,
        path: str,
        *,
        kind: str = READ,
        query: Query = (),
        secret_query: Query = (),
        body: t.Any = None,
        files: t.Any = None,
        timeout: float | None = None,
        retries: int | None = None,
        interpret: t.Callable[[Reply], T] = same,  # type: ignore[assignment]
    ) -> T:
        """Send a request and interpret its reply.

        In: ``path`` below api_url, already quoted; ``query`` pairs; ``secret_query`` pairs that never show; ``body``,
        sent as JSON unless None; ``timeout``, the seconds to wait for the answer, and ``retries`` instead of the
        connection's. ``interpret`` turns the Reply into the result and raises CpeError for a failure. Reads are repeated with back-off; a request that was
        certainly not processed is, too, unless it is a write.
        """
        self.redact.add(*(value for _name, value in secret_query))
        attempt = 0
        while True:
            try:
                reply = self._send(method, path, query, secret_query, body, files, timeout)
                return interpret(reply)
            except CpeError as error:
                wait = self._wait_before_retry(error, kind, attempt, retries)
                if wait is None:
                    raise self._placed(error, method, path) from None
            self._sleep(wait)
            attempt += 1

    def _placed(self, error: CpeError, method: str, path: str) -> CpeError:
        error.device = error.device or self.connection.device
        error.endpoint = error.endpoint or f"{method} {path}"
        error.message = self.redact(error.message)
        if error.api_message:
            error.api_message = self.redact(error.api_message)
        return error

    def _wait_before_retry(self, error: CpeError, kind: str, attempt: int, retries: int | None) -> float | None:
        repeatable = (Unreachable,) if kind == WRITE else (Unreachable, Busy, NoAnswer)
        if kind == READ:
            repeatable = (*repeatable, ServerError)
        if not isinstance(error, repeatable):
            return None
        return self.wait_for(error, attempt, retries)

    def wait_for(self, error: CpeError, attempt: int, retries: int | None = None) -> float | None:
        """Seconds to wait before the next attempt, or None when there is to be none."""
        if attempt >= (self.connection.retries if retries is None else retries):
            return None
        if isinstance(error, Busy) and error.retry_after is not None:
            return error.retry_after if error.retry_after <= LONGEST_WAIT else None
        wait: float = FIRST_WAIT * 2**attempt
        return wait + random.uniform(0, wait)

    def pause(self, seconds: float) -> None:
        """Wait, in seconds; every wait of the collection goes through here."""
        self._sleep(seconds)

    def _send(
        self,
        method: str,
        path: str,
        query: Query,
        secret_query: Query,
        body: t.Any,
        files: t.Any,
        timeout: float | None,
    ) -> Reply:
        url = f"{self.connection.url.rstrip('/')}/{path.lstrip('/')}"
        pairs = [*query, *secret_query]
        if pairs:
            url += "?" + urlencode(pairs, quote_via=quote, safe="")
        data, headers = None, {}
        if body is not None:
            data, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
        self.requests += 1
        try:
            answer = self._session.send(
                self._prepared(method, url, data, files, headers),
                timeout=(self.connection.timeout, timeout or self.connection.timeout),
                allow_redirects=False,
                **self._from_environment(url),
            )
        except requests.exceptions.RequestException as error:
            raise self._failure(error, timeout or self.connection.timeout) from None
        except OSError as error:
            # requests has no class of its own for a CA file that is not there.
            if "CA certificate bundle" not in str(error):
                raise
            raise OptionError("ca_path", f"can't be used: {error}") from None
        reply = Reply(
            answer.status_code,
            {name.lower(): value for name, value in answer.headers.items()},
            _decoded(answer),
            f"{method} {path}",
        )
        self._refuse_detours(reply)
        return reply

    def _prepared(self, method: str, url: str, data: bytes | None, files: t.Any, headers: dict[str, str]) -> t.Any:
        """The request as requests prepares it; one like the last one, but for its body, as a copy: that takes half the time.

        Only where nothing but the body can differ: no cookies, and credentials that are the same in every request.
        """
        alike = data is not None and files is None and isinstance(self._session.auth, tuple) and not self.has_cookies
        if alike and self._template is not None and self._template[0] == (method, url):
            prepared = self._template[1].copy()
            prepared.body = data
            prepared.headers["Content-Length"] = str(len(data or b""))
            return prepared
        prepared = self._session.prepare_request(requests.Request(method, url, headers=headers, data=data, files=files))
        self._template = ((method, url), prepared.copy()) if alike else None
        return prepared

    def _from_environment(self, url: str) -> dict[str, t.Any]:
        """What the environment says of proxies and of certificates, once: requests would go through all of it for each request."""
        if self._settings is None:
            self._settings = dict(self._session.merge_environment_settings(url, {}, None, self._verify, None))
            self._session.trust_env = False
        return self._settings

    def _refuse_detours(self, reply: Reply) -> None:
        if reply.status in (429, 503) and not self.is_answer(reply):
            seconds = retry_after(reply.headers.get("retry-after"))
            raise Busy(
                f"the system is busy and asks to come back {'later' if seconds is None else f'in {seconds:.0f} s'}",
                endpoint=reply.endpoint,
                http_status=reply.status,
                retry_after=seconds,
            )
        if 300 <= reply.status < 400 and reply.status != 304:
            target = self.redact(reply.headers.get("location", "elsewhere")).split("?")[0]
            raise NotTheSystem(
                f"the answer is a redirection to {target}",
                endpoint=reply.endpoint,
                http_status=reply.status,
                hint="Check api_url: scheme, host, port and path must be those of the API itself.",
            )

    def _failure(self, error: t.Any, seconds: float) -> CpeError:
        text = self.redact(_root_cause(error))
        if isinstance(error, requests.exceptions.SSLError):
            hint = "Set ca_path to the CA that signed the certificate, or validate_certs to false if that is accepted."
            if "NO_CERTIFICATE_OR_CRL_FOUND" in str(error):
                return OptionError("ca_path", "is no file of certificates in PEM form")
            if "CERTIFICATE_VERIFY_FAILED" not in str(error):
                hint = "Check api_url: does this port speak HTTPS?"
            return TlsError(f"the TLS connection failed: {text}", hint=hint)
        if isinstance(error, requests.exceptions.ConnectTimeout):
            return Unreachable(f"no connection within {self.connection.timeout:g} s")
        if isinstance(error, requests.exceptions.Timeout):
            return NoAnswer(f"no answer within {seconds:g} s", hint="Raise timeout if the system needs longer.")
        if isinstance(error, requests.exceptions.ProxyError):
            return Unreachable(f"the proxy can't be used: {text}")
        if isinstance(
            error,
            (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema),
        ):
            return OptionError("api_url", f"is not a usable URL: {text}")
        if isinstance(error, requests.exceptions.InvalidHeader):
            return OptionError("", "a token holds characters that HTTP does not allow, perhaps the end of a line")
        reason = getattr(error.args[0] if error.args else None, "reason", None)
        if isinstance(reason, NewConnectionError):
            return Unreachable(
                f"no connection: {text}", hint="Check api_url, and that the system is up and reachable from here."
            )
        return NoAnswer(f"the connection broke before an answer came: {text}")


def _decoded(answer: t.Any) -> str:
    # JSON is UTF-8 whatever the header calls it (RFC 8259); requests would take text/* for Latin-1.
    try:
        return str(answer.content, "utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return t.cast(str, answer.text)


def _root_cause(error: BaseException) -> str:
    reason = getattr(error.args[0] if error.args else None, "reason", None) or error
    return str(reason).rsplit(">: ", 1)[-1].rsplit("object at 0x", 1)[-1]


def retry_after(value: str | None) -> float | None:
    """Seconds that a Retry-After header asks for (seconds or an HTTP date); None without or with a bad one."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return max(0.0, (moment - datetime.datetime.now(datetime.timezone.utc)).total_seconds())


def segment(name: str) -> str:
    """``name`` as one segment of a URL's path: blanks, slashes and per cent signs quoted."""
    return quote(name, safe="")
