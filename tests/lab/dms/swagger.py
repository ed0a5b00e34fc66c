# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""``/v1/doc/swagger.json``: the interface as the lab offers it, made from the same shapes that check the bodies."""

from __future__ import annotations

from typing import Any

from tests.lab.dms.bodies import BODIES
from tests.lab.dms.fleet import TEXT_KEYS, TIME_KEYS

_ERROR = {"type": "object", "properties": {"error": {"type": "string"}}}
_RESULT = {
    "type": "object",
    "properties": {
        "result": {
            "type": "object",
            "properties": {
                "message": {"type": "string"},
                "code": {"type": "integer"},
                "env_id": {"type": "string"},
                "details": {
                    "type": "array",
                    "items": {"type": "object", "properties": {"key": {"type": "string"}, "value": {}}},
                },
            },
        }
    },
}
_RESPONSES = {
    "400": {"description": "Bad Request", "schema": _ERROR},
    "401": {"description": "Authentication is missing or invalid"},
    "500": {"description": "Internal Server Error", "schema": _ERROR},
}


def description(options: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI description (version 2) for an installation with these switches."""
    paths: dict[str, Any] = {
        f"/method/{method}": {
            "post": {
                "operationId": method,
                "consumes": ["application/json"],
                "produces": ["application/json"],
                "parameters": [{"in": "body", "name": "body", "required": True, "schema": body.description}],
                "responses": {"200": {"description": "OK", "schema": _RESULT}, **_RESPONSES},
            }
        }
        for method, body in BODIES.items()
    }
    if options["storage"]:
        paths["/dyn/CpeDbService/{identifier}"] = {"get": _listing(options["id_key"])}
    return {
        "swagger": "2.0",
        "info": {"title": "NorthBound CPE Management Interface", "version": "v1"},
        "basePath": "/v1",
        "securityDefinitions": {"basic": {"type": "basic"}},
        "security": [{"basic": []}],
        "paths": paths,
    }


def _listing(id_key: str) -> dict[str, Any]:
    keys: dict[str, Any] = {id_key if key == "cpe_id" else key: {"type": "string"} for key in TEXT_KEYS}
    keys.update({key: {"type": "integer"} for key in TIME_KEYS})
    envelope = {
        "type": "object",
        "properties": {
            "code": {"type": "integer"},
            "message": {"type": "string"},
            "details": {"type": "array", "items": {"type": "object", "properties": keys}},
        },
    }
    return {
        "operationId": "CpeDbService",
        "produces": ["application/json"],
        "parameters": [
            {"in": "path", "name": "identifier", "required": True, "type": "string"},
            {"in": "query", "name": "limit", "type": "integer"},
            {"in": "query", "name": "offset", "type": "integer"},
        ],
        "responses": {"200": {"description": "OK", "schema": envelope}, **_RESPONSES},
    }
