"""The yardstick of cold starts: Chalice and PynamoDB as their manuals show and pip installs them, with bytecode.

One item is read, and one transaction written, which the manual gives a connection of its own.
"""

from __future__ import annotations

from chalice.app import Chalice
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

app = Chalice(app_name="plain", configure_logs=False)


class Thing(Model):
    class Meta:
        table_name = "plain"
        region = "us-east-1"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    number = NumberAttribute(null=True)


@app.route("/plain", methods=["GET"])
def plain() -> dict[str, str]:
    found = Thing.get("a", "b")
    with TransactWrite(connection=Connection(region="us-east-1")) as writing:
        writing.save(Thing("a", "c", number=found.number), condition=Thing.pk.does_not_exist())
    return {"status": "ok"}
