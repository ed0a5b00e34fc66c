# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core import compare, normal
from .._core.compare import Change, Comparison
from .._core.entity import Entity
from .._core.errors import ApiFailure, CpeError, NotFound, NotTaken, OptionError
from .._core.fields import CLEAR
from .._core.plan import Write
from .._core.setting import Survey
from .errors import DEVICE_NOT_FOUND, AlreadyExists
from .paths import check_device_name, check_group, device_path, devices_path, users_path
from .table import SETTABLE, TABLE, forms
from .vendor import ACCESS_DEVICE, GROUP_OPTIONS

_REFUSED_VALUES = (400, 422)


class AccessDevice(Entity):
    """An access device: detail, create, update, delete (APIO, "Access Device Management")."""

    vendor = ACCESS_DEVICE
    key = "access_device"
    table = TABLE
    create_requires = ("device_type",)
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **GROUP_OPTIONS,
        "device_name": {"type": "str", "required": True},
        "recreate": {"type": "bool", "default": False},
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        # Whether a 404 left open what is missing: the device, or its group or tenant.
        self._in_doubt = False
        # Of a device that is recreated: what is to be; the body of that, also for a second attempt after the first one was
        # lost on the way; the write that brings it back as it was; whether it may be gone.
        self._recreated: dict[str, t.Any] = {}
        self._kept: dict[str, t.Any] = {}
        self._former: Write | None = None
        self._taken_away = False

    def validate(self) -> None:
        super().validate()
        check_group(self.params)
        check_device_name(self.params["device_name"])
        if self.params["use_custom_user_name_password"] is False:
            for option in ("user_name", "password"):
                if self.params[option]:
                    raise OptionError(option, "makes no sense with use_custom_user_name_password false")
        if self.params["password"] and self.desired().get("user_name") is CLEAR:
            raise OptionError("password", "makes no sense without user_name, which is to be cleared")

    def make_client(self, connection: t.Any) -> t.Any:
        client = super().make_client(connection)
        client.redact.add(self.params["password"])
        return client

    @property
    def _group_path(self) -> str:
        return devices_path(self.params["tenant_id"], self.params["group_id"])

    @property
    def _path(self) -> str:
        return device_path(self.params["tenant_id"], self.params["group_id"], self.params["device_name"])

    def header(self) -> str:
        return f"{self.client.connection.device} {self._path}"

    # -- what is, and what is to be ---------------------------------------------------------------------------------

    def current(self) -> dict[str, t.Any] | None:  # type: ignore[override]
        try:
            answer = self.client.get(self._path, "deviceType")
        except NotFound as error:
            self._in_doubt = error.code != DEVICE_NOT_FOUND
            return None
        self._in_doubt = False
        return normal.from_answer(self.table, {**answer, "deviceName": self.params["device_name"]})

    def survey(self) -> Survey:
        try:
            found = super().survey()
        except OptionError:
            self._settle_doubt()
            raise
        if self.check_mode or not found.plan:
            # Nothing will be sent that a missing group would refuse.
            self._settle_doubt()
        if self._former is not None:
            # What the server itself determines begins anew, unpredictably.
            found = found._replace(before=_settable(found.before), after=self._recreated)
        if found.after:
            found = found._replace(after={"device_name": self.params["device_name"], **found.after})
        return found

    def _settle_doubt(self) -> None:
        """Raise NotFound where a 404 left open what is missing, and it is not the device."""
        if not self._in_doubt:
            return
        rows = self.client.rows(self._group_path, "access_devices")
        if any(row.get("deviceName") == self.params["device_name"] for row in rows):
            raise NotFound(
                "the group's list has the device, but there is nothing at its own URL",
                device=self.client.connection.device,
                endpoint=f"GET {self._path}",
                hint="A proxy in front of the server may not pass on the special characters of the name.",
            )

    # -- the writes -------------------------------------------------------------------------------------------------

    def creation_body(self, desired: dict[str, t.Any]) -> dict[str, t.Any]:
        return super().creation_body({option: value for option, value in desired.items() if value is not CLEAR})

    def creation(self, body: dict[str, t.Any]) -> list[Write]:
        content = {"deviceName": self.params["device_name"], **self._kept, **body}
        return [Write("POST", self._group_path, self._paired(content, None))]

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        return [Write("PUT", self._path, self._paired(body, comparison.current.get("user_name")))]

    def _paired(self, body: dict[str, t.Any], user_name: t.Any) -> dict[str, t.Any]:
        """BroadWorks takes user name and password as a pair: neither is set, or cleared, without the other."""
        if "password" in body and "userName" not in body:
            if not user_name:
                raise OptionError("user_name", "is required with password: the device has none")
            return {**body, "userName": user_name}
        if body.get("userName") == "":
            return {**body, "password": ""}
        return body

    def removal(self, current: dict[str, t.Any]) -> list[Write]:
        return [Write("DELETE", self._path)]

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            if write.method == "DELETE":
                self._remove(write)
            elif write.method == "POST":
                self._create(write)
            else:
                self._update(write)

    def _remove(self, write: Write) -> None:
        self._taken_away = True
        try:
            self.client.write(write)
        except NotFound:
            pass  # Somebody else was faster. Reading back tells if not.

    def _create(self, write: Write) -> None:
        try:
            self.client.write(write)
        except AlreadyExists as error:
            self._meet_another(error)

    def _meet_another(self, error: CpeError) -> None:
        """Bring to the desired state what somebody else has created between the reading and the creation."""
        plan = self.survey().plan
        if plan and plan[0].method == "DELETE":
            raise NotTaken(
                "the server accepted the deletion, but has the device still", device=self.client.connection.device
            )
        if plan and plan[0].method == "POST":
            error.hint = "The group does not show it: is there one in another group, or with other capitals?"
            raise error
        self.send(plan)

    def _update(self, write: Write) -> None:
        first: ApiFailure | None = None
        for body in forms(write.payload):
            try:
                self.client.write(Write(write.method, write.endpoint, body))
                return
            except ApiFailure as error:
                if error.http_status not in _REFUSED_VALUES:
                    raise
                first = first or error
        if first:
            raise first

    # -- recreation -------------------------------------------------------------------------------------------------

    def immutable_changed(self, changes: list[Change], current: dict[str, t.Any]) -> list[Write]:
        if not self.params["recreate"]:
            names = ", ".join(f"{change.name} ({change.before!r}, asked {change.after!r})" for change in changes)
            raise ApiFailure(
                f"{names} can't be changed on an existing device",
                device=self.client.connection.device,
                hint="Set recreate to true to delete the device and create it again.",
            )
        self._refuse_connected_users()
        after = _settable(compare.predict(self.table, self.compare(current)))
        if not self.params["password"]:
            if after.get("use_custom_user_name_password") is False:
                after.pop("user_name", None)
            elif after.get("use_custom_user_name_password") or after.get("user_name"):
                raise OptionError("password", "is required to recreate a device that has credentials of its own")
        self._recreated = after
        self._kept = self.creation_body(after)
        former = {"deviceName": self.params["device_name"], **self.creation_body(_settable(current))}
        if self.params["password"] and "userName" in former:
            former["password"] = self.desired()["password"]
        self._former = Write("POST", self._group_path, former)
        return [*self.removal(current), *self.creation(self.creation_body(self.desired()))]

    def _refuse_connected_users(self) -> None:
        users = self.connected_users()
        if users:
            raise ApiFailure(
                f"the device has {users} connected users, which the API can't attach again after a recreation",
                device=self.client.connection.device,
                hint="Move the users to another device first.",
            )

    def connected_users(self) -> int:
        """How many users are connected to the device."""
        return len(self.client.rows(users_path(self._path), "connected_users"))

    def resume(self, error: CpeError) -> list[Write]:
        try:
            return super().resume(error)
        except CpeError as failure:
            self.abandon(failure)
            raise

    def abandon(self, error: CpeError) -> None:
        """Bring back a device that was deleted and could not be created as desired."""
        if not self._taken_away or self._former is None:
            return
        try:
            if self.current() is not None:
                return
            self.client.write(self._former)
            error.note(
                "The device had been deleted, and was created again as it was, less what the server does not show "
                "(the password, custom tags, custom files)"
            )
        except CpeError as failure:
            error.note(
                f"The device is deleted, and could not be created again as it was ({failure.message}): "
                "former has what it takes"
            )
            error.extra["former"] = self._former.shown()


def _settable(state: dict[str, t.Any]) -> dict[str, t.Any]:
    return {option: value for option, value in state.items() if option in SETTABLE}
