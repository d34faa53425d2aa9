"""The Chalice app: every blueprint, or only those its function is told to serve."""

from __future__ import annotations

from importlib import import_module

from chalice.app import Chalice

from chalicelib.routes import problem
from chalicelib.settings import served

ROUTES = (
    "hooks",
    "threads",
    "multi",
    "group_chats",
    "contacts",
    "groups",
    "leads",
    "broadcasts",
    "lines",
    "media",
    "settings",
    "me",
    "team",
    "absences",
    "templates",
    "quarantine",
    "hours",
    "updates",
    "forms",
    "links",
    "opt_ins",
    "health",
    "openapi",
)
WORKERS = ("inbound", "alert", "deliver", "fan_out", "opt_in", "recapture", "media", "tick", "reconcile")

app = Chalice(app_name="parley", configure_logs=False)
app.middleware("http")(problem.framework)

for noun in served() or ROUTES:
    app.register_blueprint(import_module(f"chalicelib.routes.{noun}").bp)

# A worker's own function starts at its module and never imports this one; they stand here to be packaged.
if not served():
    for worker in WORKERS:
        app.register_blueprint(import_module(f"chalicelib.workers.{worker}").bp)
