# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The switches of the simulated APIO server, each with the form of the document as its default."""

from __future__ import annotations

from typing import Any

DEFAULTS: dict[str, Any] = {
    # Authentication. Each way can be switched off; Basic is no documented way.
    "session": True,  # /api/v1/login/ and a sessionid cookie, for /api/v1/
    "bearer": True,  # APIO Core in front: /api/v01/auth/login and a token, for /api/v01/p1/
    "basic": False,
    "token": "lab-access_device-token1",  # the long-lived machine token of `username`
    "lb_cookie": "SERVERID",  # the load balancer's cookie, which must come back; "" = no load balancer
    "session_seconds": 3600,
    "token_seconds": 3600,
    "two_factor": False,  # APIO Core's login asks for a second factor
    # Authorisation of `username`: 0 End User, 4 Department, 8 Group, 12 Tenant, 16 System.
    "user_level": 16,
    "user_tenant": "",  # a Tenant or Group administrator is confined to these
    "user_group": "",
    "is_first_login": False,
    # More logins: {"username", "password", "user_level", "tenant_id", "group_id"}.
    "users": [
        {
            "username": "group-admin",
            "password": "lab-access_device-pw2",
            "user_level": 8,
            "tenant_id": "foo",
            "group_id": "foogroup",
        },
        {
            "username": "end-user",
            "password": "lab-access_device-pw3",
            "user_level": 0,
            "tenant_id": "foo",
            "group_id": "foogroup",
        },
    ],
    # More requests than this within `rate_seconds` get 429 with Retry-After; 0 = no limit. The vendor publishes no figure.
    "rate_limit": 0,
    "rate_seconds": 1,
    # Forms of the answers.
    "error_form": "details",  # or "list"
    "constraint_status": 400,  # or 422: a value that breaks a limit
    "exists_status": 400,  # a device that exists already
    "no_slash_status": 404,  # a URL without "/" at its end; 301 redirects
    "internal_record_id": False,  # auditing: answers of writes contain _internal_record_id
    "create_status": 201,  # or 200
    "create_body": "list",  # or "instance", "empty": the document says list, and that it should be the instance
    "update_body": "instance",  # or "empty"
    "detail_name": False,  # the sample of the details has no deviceName
    "mac_form": "as_sent",  # or "upper"
    # Writing.
    "clear_with": "both",  # or "empty", "null": how a value is cleared
    "credentials_together": False,  # BroadWorks takes userName and password only as a pair
    # Configuration files.
    "file_update": "put",  # or "post", "both": the method on the file's URL; heading and sample contradict each other
    "file_update_body": "list",  # or "instance", "empty"
    "file_list_key": "access_devices",  # or "config_files"
    "file_content_shown": False,  # a file's own URL shows what was uploaded, as neither the document nor BroadWorks do
    # Users of a device.
    "dynamic_gaps": "refuse",  # or "compact": gaps in the order of a device with dynamic ordering
    # Tags.
    "tag_set_in": "body",  # or "query", "both"
    # Which tenants and groups exist, beside "foo" with "foogroup": tenant -> groups.
    "tenants": {},
    # More devices a group of `tenants`, for benches.
    "devices_per_group": 0,
}
