"""The adapters fulfil the flows' ports, which mypy holds this file to, and offer all of their methods."""

from __future__ import annotations

import pytest

from chalicelib.flows import ports
from chalicelib.store.broadcasts import BroadcastStore
from chalicelib.store.contacts import ContactStore
from chalicelib.store.conversations import ConversationStore
from chalicelib.store.cursors import Cursors
from chalicelib.store.database import Database
from chalicelib.store.forms import FormStore
from chalicelib.store.leads import LeadStore
from chalicelib.store.optin import OptInStore
from chalicelib.store.team import TeamStore
from chalicelib.store.templates import TemplateStore


def adapters(database: Database, cursors: Cursors) -> list[tuple[type, object]]:
    conversations: ports.Conversations = ConversationStore(database, cursors)
    contacts: ports.Contacts = ContactStore(database, cursors)
    broadcasts: ports.Broadcasts = BroadcastStore(database, cursors)
    team: ports.Team = TeamStore(database)
    templates: ports.Templates = TemplateStore(database, cursors)
    seal: ports.Cursors = cursors
    forms: ports.Forms = FormStore(database)
    opt_ins: ports.OptIns = OptInStore(database, cursors)
    leads: ports.Leads = LeadStore(database, cursors)
    return [
        (ports.Conversations, conversations),
        (ports.Contacts, contacts),
        (ports.Broadcasts, broadcasts),
        (ports.Team, team),
        (ports.Templates, templates),
        (ports.Cursors, seal),
        (ports.Forms, forms),
        (ports.OptIns, opt_ins),
        (ports.Leads, leads),
    ]


def test_every_method_of_a_port_is_there(database: Database, cursors: Cursors) -> None:
    for port, adapter in adapters(database, cursors):
        missing = [name for name in vars(port) if not name.startswith("_") and not callable(getattr(adapter, name, 0))]
        assert missing == []


@pytest.mark.parametrize("store", [ConversationStore, ContactStore, BroadcastStore])
def test_no_part_of_an_adapter_hides_another(store: type) -> None:
    parts = [part for part in store.__mro__ if part.__module__.startswith("chalicelib")]
    names = [name for part in parts for name in vars(part) if not name.startswith("__") or name == "__init__"]
    assert len(names) == len(set(names))
