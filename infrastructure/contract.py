"""The API's contract: from the routes' declarations to OpenAPI 3.1 (`make types`)."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from chalicelib.routes.endpoint import OPERATIONS, Operation
from chalicelib.routes.shapes.common import Problem
from chalicelib.routes.shapes.team import Health

DOCUMENT = Path(__file__).parent.parent / "chalicelib" / "data" / "openapi.json"
NOUNS = (
    "absences",
    "broadcasts",
    "contacts",
    "forms",
    "group_chats",
    "groups",
    "hours",
    "leads",
    "lines",
    "links",
    "me",
    "media",
    "multi",
    "opt_ins",
    "quarantine",
    "settings",
    "team",
    "templates",
    "threads",
    "updates",
)
SCRIPT = {"description": "A script.", "content": {"text/javascript": {"schema": {"type": "string"}}}}
REF = "#/components/schemas/{model}"
Modes = dict[tuple[type[BaseModel], JsonSchemaMode], dict[str, str]]


def document() -> dict[str, Any]:
    """The OpenAPI document of every dashboard route, paths and operations in a stable order."""
    for noun in NOUNS:
        importlib.import_module(f"chalicelib.routes.{noun}")
    operations = sorted(
        {operation.name: operation for operation in OPERATIONS}.values(), key=lambda o: (o.path, o.method)
    )
    modes: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (Problem, "serialization"),
        (Health, "serialization"),
    ]
    for operation in operations:
        modes += [(operation.body, "validation")] if operation.body else []
        modes += [(operation.answer, "serialization")] if operation.answer else []
    names, schemas = models_json_schema(list(dict.fromkeys(modes)), ref_template=REF)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, names)
    paths["/health"] = {"get": _health(names)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Parley", "version": "1", "description": "One-to-one business texting. See docs/."},
        "servers": [{"url": "/api"}],
        "security": [{"signIn": []}],
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "signIn": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "A Cognito ID token.",
                }
            },
        },
    }


def _operation(operation: Operation, names: Any) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": _parameters(operation),
        "responses": {str(operation.status): _answer(operation, names), "default": _problem(names)},
    }
    if operation.body:
        schema = names[operation.body, "validation"]
        kinds = ("application/x-www-form-urlencoded",) if operation.public else ()
        content = {kind: {"schema": schema} for kind in ("application/json", *kinds)}
        described["requestBody"] = {"required": True, "content": content}
    if operation.pages:
        described["responses"] |= _pages(described["responses"]["default"])
    if operation.public:
        described["security"] = []
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in operation.parameters
    ]
    if operation.query:
        schema = operation.query.model_json_schema(ref_template=REF)
        definitions = schema.get("$defs", {})
        for name, field in schema["properties"].items():
            found.append({"name": name, "in": "query", "required": False, "schema": _inlined(field, definitions)})
    if operation.method == "POST" and not operation.public:
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "maxLength": 200},
                "description": "A repeat with the same key does nothing again and gives the first answer.",
            }
        )
    return found


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """The schema with what it refers to put in its place: query parameters stand alone."""
    if isinstance(node, dict):
        if "$ref" in node:
            return _inlined(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
        return {key: _inlined(value, definitions) for key, value in node.items()}
    return [_inlined(value, definitions) for value in node] if isinstance(node, list) else node


def _answer(operation: Operation, names: Any) -> dict[str, Any]:
    if operation.path.endswith(".js"):
        return SCRIPT
    if operation.answer is None:
        return {"description": "Done."}
    schema = names[operation.answer, "serialization"]
    return {"description": operation.summary or "Done.", "content": {"application/json": {"schema": schema}}}


def _pages(problem: dict[str, Any]) -> dict[str, Any]:
    """What people are shown instead: a page, also of what went wrong."""
    page = {"text/html": {"schema": {"type": "string"}}}
    return {
        "200": {"description": "A page for people.", "content": page},
        "default": {**problem, "content": problem["content"] | page},
    }


def _problem(names: Any) -> dict[str, Any]:
    schema = names[Problem, "serialization"]
    return {"description": "What went wrong.", "content": {"application/problem+json": {"schema": schema}}}


def _health(names: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": names[Health, "serialization"]}}
    responses = {"200": {"description": "It answers.", "content": content}}
    return {
        "operationId": "health",
        "summary": "Whether the API answers.",
        "tags": ["health"],
        "security": [],
        "responses": responses,
    }


def main() -> None:
    """Writes the document where the function that serves it ships it."""
    DOCUMENT.write_text(json.dumps(document(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
