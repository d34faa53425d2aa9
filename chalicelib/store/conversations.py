"""The port Conversations, put together from its parts."""

from __future__ import annotations

from chalicelib.store.broadcast_claims import BroadcastClaims
from chalicelib.store.bursts import Bursts
from chalicelib.store.ledger import Ledger
from chalicelib.store.loading import Loading
from chalicelib.store.message_files import MessageFiles
from chalicelib.store.message_states import MessageStates
from chalicelib.store.messages import MessageLists
from chalicelib.store.outbox import Outbox
from chalicelib.store.own_numbers import OwnNumbers
from chalicelib.store.recaptures import Recaptures
from chalicelib.store.receipts import Markers
from chalicelib.store.saving import Saving
from chalicelib.store.spending import Spending
from chalicelib.store.threads import ThreadLists
from chalicelib.store.upcoming import Upcoming
from chalicelib.store.viewers import Viewers


class ConversationStore(
    Loading,
    Saving,
    ThreadLists,
    MessageLists,
    MessageStates,
    MessageFiles,
    Ledger,
    Recaptures,
    Spending,
    Outbox,
    Markers,
    Bursts,
    BroadcastClaims,
    Viewers,
    Upcoming,
    OwnNumbers,
):
    """Threads with their consent, messages, and what is due."""
