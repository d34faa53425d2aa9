"""What one call in the code does in AWS: the rules of the store, told from what stands in its arguments."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from chalicelib.store.keys import Table
from infrastructure.uses import Use

Own = Mapping[str, ast.stmt]
"""The names of the module that the call stands in."""

_TABLES = frozenset(get_args(Table))
_ACTIONS = {
    "get": "GetItem",
    "many": "BatchGetItem",
    "put": "PutItem",
    "putting": "PutItem",
    "update": "UpdateItem",
    "updating": "UpdateItem",
    "replacing": "UpdateItem",
    "delete": "DeleteItem",
    "deleting": "DeleteItem",
    "delete_many": "BatchWriteItem",
    "checking": "ConditionCheckItem",
    "query": "Query",
    "every": "Query",
    "indexed": "Query",
}
"""What the methods of store/database.py do to the table that their arguments name."""

_LISTS = {"partition": "", "earliest": "/due"}
"""The functions of the store that ask for a list of the table they are told, and in which index."""

_LOADED = {
    "team": {"line", "person", "own_phone", "with_brand"},
    "conversations": {"contact", "message"},
    "contacts": {"with_contact"},
}
"""Where `Conversations.load` finds what it is asked for."""

_CLIENTS = {
    "send_email": Use("ses:SendEmail", "mail"),
    "publish": Use("sns:Publish", "topic"),
    **{
        f"admin_{name}": Use(f"cognito-idp:Admin{action}", "people")
        for name, action in (
            ("create_user", "CreateUser"),
            ("get_user", "GetUser"),
            ("disable_user", "DisableUser"),
            ("enable_user", "EnableUser"),
            ("user_global_sign_out", "UserGlobalSignOut"),
        )
    },
    "get_secret_value": Use("secretsmanager:GetSecretValue", "secret"),
}


def _load(node: ast.Call, _: Own) -> Iterator[Use]:
    if isinstance(node.func, ast.Attribute) and node.func.attr == "load":
        given = {one.arg for one in node.keywords}
        yield from (Use("dynamodb:BatchGetItem", table) for table, asked in _LOADED.items() if given & asked)


def _direct(node: ast.Call, _: Own) -> Iterator[Use]:
    match node.func:
        case ast.Attribute(attr=name, value=ast.Attribute(attr="_database") | ast.Name(id="database")):
            index = "".join(f"/{_text(one.value)}" for one in node.keywords if one.arg == "index" and _text(one.value))
            yield from (Use(f"dynamodb:{_ACTIONS[name]}", f"{table}{index}") for table in _tables(node, name))
        case ast.Attribute(attr=name) if name in _CLIENTS:
            yield _CLIENTS[name]
        case ast.Name(id=name) if name in _LISTS:
            yield from (Use("dynamodb:Query", table + _LISTS[name]) for table in _tables(node, "query"))


def _merged(node: ast.Call, own: Own) -> Iterator[Use]:
    """The index that is named in the call; else any of its module's."""
    if isinstance(node.func, ast.Name) and node.func.id == "merged":
        calls = {name: found.value for name, found in own.items() if isinstance(found, ast.Assign)}
        every = {name: call for name, call in calls.items() if ast.unparse(call).startswith("Index(")}
        told = every.keys() & {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
        for name in told or every:
            table, index, *_ = (_text(one) for one in ast.walk(every[name]) if _text(one))
            yield Use("dynamodb:Query", f"{table}/{index}")


def _files(node: ast.Call, _: Own) -> Iterator[Use]:
    """What is done to the bucket, told from the key: an upload, a file lent to the provider, or one that is kept."""
    match node.func:
        case ast.Attribute(attr="copy", value=ast.Attribute(attr="bucket")):
            yield Use("s3:GetObject", _folder(node.args[0]))
            yield Use("s3:PutObject", _folder(node.args[1]))
        case ast.Attribute(attr="peek" | "link", value=ast.Attribute(attr="bucket")):
            yield Use("s3:GetObject", _folder(node.args[0]))
        case ast.Attribute(attr="put" | "upload", value=ast.Attribute(attr="bucket")):
            yield Use("s3:PutObject", _folder(node.args[0]))


def _folder(key: ast.expr) -> str:
    told = ast.unparse(key)
    return "media/uploads" if "upload_key" in told else "media/m" if "lent" in told else "media/kept"


def _tables(node: ast.Call, name: str) -> set[str]:
    return {_text(one) for one in ast.walk(node)} & _TABLES if name in _ACTIONS else set()


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


RULES: tuple[Callable[[ast.Call, Own], Iterator[Use]], ...] = (_load, _direct, _merged, _files)
