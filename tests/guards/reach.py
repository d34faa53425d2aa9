"""What each function could ever do in AWS, read from the code: on every branch, also those that no story takes.

A graph of the names that each function, method and constant mentions, from routes and workers down to the store. It
errs on the side of too much: whoever mentions a function is taken to call it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from chalicelib.core.effects import Queue
from infrastructure.rows import Function, Route
from infrastructure.uses import Use
from tests.guards.reach_calls import RULES
from tests.guards.sources import named, python

Node = tuple[str, str]
"""A module, and a name in it: `function`, `Class`, `Class.method` or `CONSTANT`."""

_SAVED = {
    ("UpdateItem", "conversations"): {"thread", "halts", "redated"},
    ("PutItem", "conversations"): {"thread", "standing", "messages", "seen", "receipt", "tally", "effects"},
    ("DeleteItem", "conversations"): {"leaves", "unscheduled"},
    ("ConditionCheckItem", "conversations"): {"rests_on"},
    ("GetItem", "conversations"): {"receipt"},
    ("PutItem", "consent"): {"events"},
    ("UpdateItem", "broadcasts"): {"response"},
    ("PutItem", "contacts"): {"contact", "lead"},
    ("DeleteItem", "contacts"): {"contact_before"},
}
"""What `Conversations.save` does for which fields of the changes."""

_WIRING, _SAVE, _SENDS = "chalicelib.wiring", ("chalicelib.store.saving", "Saving.save"), "sqs:SendMessage"
_DOORS = (("chalicelib.store.queues", "SqsQueues.put"), ("chalicelib.store.queues", "SqsQueues.put_form"))


@dataclass(slots=True)
class Named:
    """What one name stands for: the names it mentions, what it does itself, the fields of Changes that it fills."""

    mentions: set[Node] = field(default_factory=set)
    uses: set[Use] = field(default_factory=set)
    fills: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Module:
    """`own` are its names, those of methods as `Class.method`."""

    name: str
    imports: dict[str, Node] = field(default_factory=dict)
    bases: dict[str, list[str]] = field(default_factory=dict)
    own: dict[str, ast.stmt] = field(default_factory=dict)


def reachable(row: Function) -> frozenset[Use]:
    """All that the function of this row could ever do."""
    if isinstance(row, Route):
        begins = {(name, row.name) for name in modules() if name.startswith("chalicelib.routes.")}
        begins |= set() if row.public else {("chalicelib.routes.endpoint", "_respond")}
    else:
        begins = {(f"chalicelib.workers.{row.name}", row.name)}
    seen: set[Node] = set()
    left, uses, fills = list(begins), set[Use](), set[str]()
    while left:
        place = left.pop()
        if place in seen:
            continue
        seen.add(place)
        if place != _SAVE:
            found = read(place)
            uses, fills = uses | found.uses, fills | found.fills
            left += found.mentions
    if _SAVE in seen:
        uses |= {Use(f"dynamodb:{action}", table) for (action, table), of in _SAVED.items() if of & fills}
    sends = any(door in seen for door in _DOORS)
    return frozenset(use for use in uses if sends or use.action != _SENDS)


@cache
def modules() -> Mapping[str, Module]:
    found = {}
    for path in python("chalicelib"):
        name = named(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        found[name] = Module(name)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chalicelib"):
                told = {alias.asname or alias.name: (node.module or "", alias.name) for alias in node.names}
                found[name].imports.update(told)
        for statement in tree.body:
            _note(found[name], statement)
    return found


def _note(module: Module, statement: ast.stmt) -> None:
    match statement:
        case (
            ast.FunctionDef(name=name)
            | ast.Assign(targets=[ast.Name(id=name)])
            | ast.AnnAssign(target=ast.Name(id=name))
        ):
            module.own[name] = statement
        case ast.ClassDef(name=name, body=body, bases=bases):
            module.own[name] = statement
            module.bases[name] = [base.id for base in bases if isinstance(base, ast.Name)]
            module.own |= {f"{name}.{part.name}": part for part in body if isinstance(part, ast.FunctionDef)}


@cache
def adapters() -> Mapping[str, Node]:
    """The class of each adapter, by its name in wiring.py."""
    module = modules()[_WIRING]
    methods = {name.removeprefix("Wiring."): node for name, node in module.own.items() if name.startswith("Wiring.")}
    return {
        name: module.imports[node.returns.id]
        for name, node in methods.items()
        if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name)
        if not module.imports.get(node.returns.id, ("chalicelib.core", ""))[0].startswith("chalicelib.core")
    }


def method(place: Node, name: str) -> set[Node]:
    """Where a method of a class stands, in it or in what it is made of; nothing where it has none of the name."""
    module, of = modules().get(place[0]), place[1]
    if module is None or of not in module.bases:
        return set()
    if f"{of}.{name}" in module.own:
        return {(module.name, f"{of}.{name}")}
    found = (method(module.imports.get(base, (module.name, base)), name) for base in module.bases[of])
    return next((where for where in found if where), set())


def _parts(place: Node) -> set[Node]:
    """A class and all that it is made of."""
    module = modules().get(place[0])
    bases = module.bases.get(place[1], []) if module else []
    return {place}.union(*(_parts(module.imports.get(base, (place[0], base))) for base in bases if module))


@cache
def read(place: Node) -> Named:
    """What a name stands for. A class of the flows stands for all of its methods; that of an adapter for none."""
    module = modules().get(place[0])
    node = module.own.get(place[1]) if module else None
    if module is None or node is None:
        return Named({module.imports[place[1]]} if module and place[1] in module.imports else set())
    if isinstance(node, ast.ClassDef):
        whole = not module.name.startswith(("chalicelib.store", "chalicelib.providers", _WIRING))
        return Named({(module.name, name) for name in module.own if whole and name.startswith(f"{place[1]}.")})
    reader = _Reader(module, place[1].rpartition(".")[0], node)
    for part in node.body if isinstance(node, ast.FunctionDef) else [node]:
        reader.visit(part)
    return reader.found


class _Reader(ast.NodeVisitor):
    """Reads the body of one name; `of` is the class that it is a method of."""

    def __init__(self, module: Module, of: str, node: ast.stmt) -> None:
        self.module, self.of, self.found = module, of, Named()
        arguments = {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
        names = (one for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
        self.local = (arguments | {one.id for one in names}) if isinstance(node, ast.FunctionDef) else set()

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in self.module.own and node.id not in self.local:
            self.found.mentions.add((self.module.name, node.id))
        elif node.id in self.module.imports and node.id not in self.local:
            self.found.mentions.add(self.module.imports[node.id])

    def visit_Attribute(self, node: ast.Attribute) -> None:
        match node.value:
            case ast.Name(id="self") if self.of:
                here = (self.module.name, self.of)
                wholes = [whole for whole in adapters().values() if here in _parts(whole)] or [here]
                self.found.mentions.update(*(method(whole, node.attr) for whole in wholes))
            case ast.Name(id="house" | "wiring") | ast.Attribute(attr="house"):
                self.found.mentions |= method((_WIRING, "Wiring"), node.attr)
            case ast.Name(id="Queue"):
                self.found.uses.add(Use(_SENDS, f"queue:{node.attr.lower()}"))
            case ast.Name(id=name) if name in self.module.imports:
                package, noun = self.module.imports[name]
                self.found.mentions |= {(f"{package}.{noun}", node.attr)} | method((package, noun), node.attr)
            case ast.Attribute(attr=noun) if noun in adapters():
                self.found.mentions |= method(adapters()[noun], node.attr)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        given = {one.arg or "" for one in node.keywords}
        match node.func:
            case ast.Name(id="Effect") if "after" in given:
                return  # It waits in the store, and the schedule sends it.
            case ast.Name(id="Queue"):
                self.found.uses |= {Use(_SENDS, f"queue:{one}") for one in Queue if one is not Queue.INBOUND}
            case ast.Name(id="Changes"):
                self.found.fills |= given
            case ast.Name(id="replace") if ast.unparse(node.args[0]).endswith("changes"):
                self.found.fills |= given
        self.found.uses |= {use for rule in RULES for use in rule(node, self.module.own)}
        self.generic_visit(node)
