"""What the flows ask of the world. Adapters in store/, providers/ and alerts/ fulfil it; wiring.py joins them."""

from chalicelib.flows.ports.broadcasts import Broadcasts
from chalicelib.flows.ports.contacts import Contacts
from chalicelib.flows.ports.conversations import Conversations, Guard, Snapshot
from chalicelib.flows.ports.faults import (
    MailFailed,
    MailRefused,
    ProviderBusy,
    ProviderRefused,
    ProviderUnclear,
    PushFailed,
    PushGone,
    SeenBefore,
    Stale,
)
from chalicelib.flows.ports.forms import Forms, OptIns
from chalicelib.flows.ports.house import House
from chalicelib.flows.ports.leads import Leads
from chalicelib.flows.ports.links import Links
from chalicelib.flows.ports.media import Attachments, Bucket, Link, MediaRefused, Peek, UploadForm
from chalicelib.flows.ports.outside import (
    Accepted,
    Account,
    Accounts,
    Mail,
    Provider,
    ProviderText,
    Push,
    Queues,
    Topic,
)
from chalicelib.flows.ports.pages import Cursors, Page
from chalicelib.flows.ports.team import Team
from chalicelib.flows.ports.templates import Templates

__all__ = [
    "Accepted",
    "Account",
    "Accounts",
    "Attachments",
    "Broadcasts",
    "Bucket",
    "Contacts",
    "Conversations",
    "Cursors",
    "Forms",
    "Guard",
    "House",
    "Leads",
    "Link",
    "Links",
    "Mail",
    "MailFailed",
    "MailRefused",
    "MediaRefused",
    "OptIns",
    "Page",
    "Peek",
    "Provider",
    "ProviderBusy",
    "ProviderRefused",
    "ProviderText",
    "ProviderUnclear",
    "Push",
    "PushFailed",
    "PushGone",
    "Queues",
    "SeenBefore",
    "Snapshot",
    "Stale",
    "Team",
    "Templates",
    "Topic",
    "UploadForm",
]
