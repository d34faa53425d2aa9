"""What the flows ask of the world. Adapters in store/, providers/ and alerts/ fulfil it; wiring.py joins them."""

from chalicelib.flows.ports.broadcasts import Broadcasts
from chalicelib.flows.ports.contacts import Contacts
from chalicelib.flows.ports.conversations import Conversations, Guard, Snapshot
from chalicelib.flows.ports.faults import MailFailed, ProviderBusy, ProviderRefused, ProviderUnclear, SeenBefore, Stale
from chalicelib.flows.ports.forms import Forms, OptIns
from chalicelib.flows.ports.house import House
from chalicelib.flows.ports.leads import Leads
from chalicelib.flows.ports.links import Links
from chalicelib.flows.ports.media import Attachments, Bucket, Link, MediaRefused, Peek, UploadForm
from chalicelib.flows.ports.outside import Accepted, Mail, Provider, ProviderText, Queues, Topic
from chalicelib.flows.ports.pages import Cursors, Page
from chalicelib.flows.ports.team import Team
from chalicelib.flows.ports.templates import Templates

__all__ = [
    "Accepted",
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
    "MediaRefused",
    "OptIns",
    "Page",
    "Peek",
    "Provider",
    "ProviderBusy",
    "ProviderRefused",
    "ProviderText",
    "ProviderUnclear",
    "Queues",
    "SeenBefore",
    "Snapshot",
    "Stale",
    "Team",
    "Templates",
    "Topic",
    "UploadForm",
]
