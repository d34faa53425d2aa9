"""The racing pairs that exist: two things that happen to one thread, text or contact at the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from chalicelib.core.phone import PhoneNumber
from tests.harness import (
    away_races,
    aws,
    brand,
    burst_races,
    chat_races,
    consent_races,
    later_races,
    own_number_races,
    people_races,
    schedule,
    team_races,
)
from tests.harness.faults import Mode, unclear
from tests.harness.interleave import Race, Task
from tests.harness.world import World

HANDSET = brand.HANDSETS[0]
SPRING = {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring"}
HI = {"line": brand.REP1_LINE, "to": HANDSET, "body": "Good morning"}


def texts_of_a_stranger(world: World) -> Sequence[Task]:
    return [_texting(world, brand.STRANGER, brand.SHARED, body) for body in ("Hello", "Anybody?")]


def one_webhook_twice(world: World) -> Sequence[Task]:
    text = world.carrier.took_in(brand.STRANGER, brand.SHARED, "Hello")
    return [lambda: world.webhook(text)] * 2


def webhook_and_sweep(world: World) -> Sequence[Task]:
    text = world.carrier.took_in(brand.STRANGER, brand.SHARED, "Hello")
    return [lambda: world.webhook(text), world.reconcile]


def text_and_archive(world: World) -> Sequence[Task]:
    return [_texting(world, HANDSET, brand.SHARED, "Still there?"), _changing(world, {"folder": "archived"})]


def text_and_read(world: World) -> Sequence[Task]:
    return [_texting(world, HANDSET, brand.SHARED, "Still there?"), _changing(world, {"unread": False})]


def stop_and_claim(world: World) -> Sequence[Task]:
    world.api("rep1", "POST", "/threads", HI)
    return [_delivering(world), _texting(world, HANDSET, brand.REP1_LINE, "STOP")]


def stop_on_another_line_and_claim(world: World) -> Sequence[Task]:
    world.api("rep1", "POST", "/threads", HI)
    return [_delivering(world), _texting(world, HANDSET, brand.SHARED, "STOP")]


def stop_and_broadcast(world: World) -> Sequence[Task]:
    world.api("rep2", "POST", "/broadcasts", {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring"})
    schedule.invoke("fan_out", schedule.event_of("fan_out", aws.receive("fan_out", 1)))
    return [_delivering(world), _texting(world, HANDSET, brand.SHARED, "STOP")]


def stop_and_rep_writes(world: World) -> Sequence[Task]:
    return [lambda: world.api("rep1", "POST", "/threads", HI), _texting(world, HANDSET, brand.REP1_LINE, "STOP")]


def stop_and_yes(world: World) -> Sequence[Task]:
    return [_texting(world, brand.STRANGER, brand.LOCAL, word) for word in ("STOP", "YES")]


def start_and_stop(world: World) -> Sequence[Task]:
    return [_texting(world, HANDSET, brand.REP1_LINE, word) for word in ("START", "STOP")]


def stop_and_first_text_elsewhere(world: World) -> Sequence[Task]:
    return [_texting(world, HANDSET, brand.SHARED, "STOP"), _texting(world, HANDSET, brand.LOCAL, "Hello")]


def start_and_first_text_elsewhere(world: World) -> Sequence[Task]:
    world.handset_texts(HANDSET, brand.SHARED, "STOP")
    return [_texting(world, HANDSET, brand.SHARED, "START"), _texting(world, HANDSET, brand.LOCAL, "Hello")]


def one_job_twice(world: World) -> Sequence[Task]:
    world.api("rep1", "POST", "/threads", HI)
    return [_delivering(world)] * 2


def one_broadcast_job_twice(world: World) -> Sequence[Task]:
    world.api("rep2", "POST", "/broadcasts", {"line": brand.SHARED, "group": brand.SOLO, "body": "Spring"})
    schedule.invoke("fan_out", schedule.event_of("fan_out", aws.receive("fan_out", 1)))
    return [_delivering(world)] * 2


def one_request_twice(world: World) -> Sequence[Task]:
    return [lambda: world.api("rep1", "POST", "/threads", HI, key="one key")] * 2


def two_receipts(world: World) -> Sequence[Task]:
    world.api("rep1", "POST", "/threads", HI)
    _delivering(world)()
    text = world.carrier.sent[0]
    return [lambda: world.callback(text, "delivered"), lambda: world.callback(text, "sent")]


def receipt_and_own_note(world: World) -> Sequence[Task]:
    world.api("rep1", "POST", "/threads", HI)

    def report() -> None:
        for text in world.carrier.sent:
            world.callback(text, "delivered")

    return [_delivering(world), report]


def cancel_and_claim(world: World) -> Sequence[Task]:
    return [_delivering_spring(world), _steering(world, "cancel")]


def resume_and_claim(world: World) -> Sequence[Task]:
    """A job from before the pause is still at work."""
    work = _delivering_spring(world)
    _steering(world, "pause")()
    return [work, _steering(world, "resume")]


def pause_and_claim(world: World) -> Sequence[Task]:
    return [_delivering_spring(world), lambda: (_steering(world, "pause")(), _steering(world, "resume")())]


def cancel_and_pause(world: World) -> Sequence[Task]:
    _spring(world)
    return [_steering(world, "cancel"), _steering(world, "pause")]


def cancel_and_listing(world: World) -> Sequence[Task]:
    world.api("rep2", "POST", "/broadcasts", SPRING)
    event = schedule.event_of("fan_out", aws.receive("fan_out", 1))
    return [lambda: schedule.invoke("fan_out", event), _steering(world, "cancel")]


def cancel_and_tick(world: World) -> Sequence[Task]:
    _spring(world)
    world.advance(1)
    return [world.tick, _steering(world, "cancel")]


def two_ticks_and_a_broadcast(world: World) -> Sequence[Task]:
    """What was handed out was lost: both give it out again."""
    _spring(world)
    for job in aws.receive("deliver", 10):
        aws.delete("deliver", job)
    world.advance(4)
    return [world.tick, world.tick]


def tick_and_listing(world: World) -> Sequence[Task]:
    world.api("rep2", "POST", "/broadcasts", SPRING)
    event = schedule.event_of("fan_out", aws.receive("fan_out", 1))
    world.advance(3)
    return [lambda: schedule.invoke("fan_out", event), world.tick]


def cancel_and_begin(world: World) -> Sequence[Task]:
    _scheduled(world)
    return [world.tick, _steering(world, "cancel")]


def change_and_begin(world: World) -> Sequence[Task]:
    path = f"/broadcasts/{_scheduled(world)}"
    return [world.tick, lambda: world.api("rep2", "PATCH", path, {"body": "Summer"})]


def two_ticks_begin(world: World) -> Sequence[Task]:
    _scheduled(world)
    return [world.tick, world.tick]


def two_ticks(world: World) -> Sequence[Task]:
    world.handset_texts(HANDSET, brand.SHARED, "Hello")
    world.api("rep1", "POST", "/threads", HI)
    world.advance(2)
    return [world.tick, world.tick]


def unclear_settled_twice(world: World) -> Sequence[Task]:
    world.api("rep1", "POST", "/threads", HI)
    jobs = _delivering(world)
    with world.around(unclear(Mode.LOST_HARD)):
        jobs()
    world.advance(11)
    return [jobs, jobs]


def doubt_and_claim(world: World) -> Sequence[Task]:
    world.api("rep1", "POST", "/threads", HI)
    return [_delivering(world), _texting(world, HANDSET, brand.REP1_LINE, "leave me alone")]


def doubt_on_another_line_and_claim(world: World) -> Sequence[Task]:
    world.api("rep1", "POST", "/threads", HI)
    return [_delivering(world), _texting(world, HANDSET, brand.SHARED, "leave me alone")]


def doubt_and_broadcast(world: World) -> Sequence[Task]:
    return [*stop_and_broadcast(world)[:1], _texting(world, HANDSET, brand.REP1_LINE, "leave me alone")]


def doubt_and_rep_writes(world: World) -> Sequence[Task]:
    return [lambda: world.api("rep1", "POST", "/threads", HI), _texting(world, HANDSET, brand.SHARED, "STOP PLEASE")]


def doubt_and_first_text_elsewhere(world: World) -> Sequence[Task]:
    return [_texting(world, HANDSET, brand.SHARED, "STOP PLEASE"), _texting(world, HANDSET, brand.LOCAL, "Hello")]


def judged_and_another_doubt(world: World) -> Sequence[Task]:
    return [_judging(world, meant_stop=False), _texting(world, HANDSET, brand.REP1_LINE, "wrong number")]


def judged_and_stop(world: World) -> Sequence[Task]:
    return [_judging(world, meant_stop=False), _texting(world, HANDSET, brand.REP1_LINE, "STOP")]


def judged_and_start(world: World) -> Sequence[Task]:
    return [_judging(world, meant_stop=True), _texting(world, HANDSET, brand.SHARED, "START")]


def judged_by_two(world: World) -> Sequence[Task]:
    return [_judging(world, meant_stop=True), _judging(world, meant_stop=False)]


def judged_stop_and_claim(world: World) -> Sequence[Task]:
    """The text was written before the doubt; it waits for a worker all the while."""
    world.api("rep1", "POST", "/threads", HI)
    return [_delivering(world), _judging(world, meant_stop=True)]


def two_words_at_once(world: World) -> Sequence[Task]:
    """A2: each alone would still be answered."""
    world.handset_texts(brand.STRANGER, brand.LOCAL, "Opt out")
    return [_texting(world, brand.STRANGER, brand.LOCAL, word) for word in ("Start!", "help!")]


def welcome_and_stop(world: World) -> Sequence[Task]:
    """Who is welcomed back and stops again at once must not hear so afterwards."""
    world.handset_texts(brand.STRANGER, brand.LOCAL, "Start!")
    return [_delivering(world), _texting(world, brand.STRANGER, brand.LOCAL, "Opt out")]


def two_forms(world: World) -> Sequence[Task]:
    """One number in two forms of two lines, each job in a worker of its own."""
    return [_opting_in(world, form) for form in ("club", "shop")]


def one_form_twice(world: World) -> Sequence[Task]:
    return [_opting_in(world, "club") for _ in range(2)]


def one_submission_twice(world: World) -> Sequence[Task]:
    return [_opting_in(world, "club")] * 2


def form_and_first_text(world: World) -> Sequence[Task]:
    return [_opting_in(world, "club"), _texting(world, brand.STRANGER, brand.SHARED, "Hello")]


def form_and_stop_elsewhere(world: World) -> Sequence[Task]:
    return [_opting_in(world, "club"), _texting(world, brand.STRANGER, brand.LOCAL, "STOP")]


def confirmation_and_stop(world: World) -> Sequence[Task]:
    _opting_in(world, "club")()
    return [_delivering(world), _texting(world, brand.STRANGER, brand.SHARED, "STOP")]


def confirmation_and_stop_elsewhere(world: World) -> Sequence[Task]:
    _opting_in(world, "club")()
    return [_delivering(world), _texting(world, brand.STRANGER, brand.LOCAL, "STOP")]


def recapture_and_stop_to_the_old_number(world: World) -> Sequence[Task]:
    """LN-7: by the policy `line`, so that nothing but the old line's head tells of it."""
    first = min(brand.HANDSETS, key=world.contact)
    new = "+18885550142"
    world.api("admin", "PATCH", "/settings", {"stop_scope": "line"})
    path = f"/lines/{world.line(brand.SHARED)}/number"
    world.api("admin", "POST", path, {"number": new, "verification": "verified"})
    world.lines = tuple(dict.fromkeys((*world.lines, PhoneNumber(new))))
    world.api("admin", "POST", f"/lines/{world.line(new)}/recapture")
    world.work("recapture")
    event = schedule.event_of("deliver", aws.receive("deliver", 1))
    return [lambda: schedule.invoke("deliver", event), _texting(world, first, brand.SHARED, "STOP")]


def end_and_yes(world: World) -> Sequence[Task]:
    world.api("", "POST", "/forms/club", {"phone": brand.STRANGER, "agree": True})
    world.drain()
    world.advance(8 * 24 * 60)
    world.tick()
    return [_working(world), _texting(world, brand.STRANGER, brand.SHARED, "YES")]


def one_name_for_two_templates(world: World) -> Sequence[Task]:
    return [lambda: world.api("rep1", "POST", "/templates", {"name": "Hello", "body": "Hi"}, key=world.key())] * 2


def template_renamed_and_deleted(world: World) -> Sequence[Task]:
    path = f"/templates/{world.api('rep1', 'POST', '/templates', {'name': 'Hello', 'body': 'Hi'}).json['id']}"
    return [lambda: world.api("rep1", "PATCH", path, {"name": "Bye"}), lambda: world.api("rep1", "DELETE", path)]


def lead_assigned_to_two(world: World) -> Sequence[Task]:
    """T5: exactly one wins; the other gets 409."""
    path, answers = f"/leads/{_lead(world)}/assign", []

    def give(caller: str, owner: str) -> None:
        answers.append(world.api(caller, "POST", path, {"owner": owner, "version": 1}).status)
        if len(answers) == 2 and sorted(answers) != [200, 409]:
            world.monitor.broken.append(f"T5: two assignments were answered {answers}")

    return [lambda: give("manager", "rep1"), lambda: give("admin", "rep2")]


def lead_assigned_and_written_to(world: World) -> Sequence[Task]:
    first = {"line": brand.SHARED, "to": HANDSET, "body": "Good morning"}
    assigned = {"owner": "rep1", "version": 1}
    path = f"/leads/{_lead(world)}/assign"
    return [
        lambda: world.api("manager", "POST", path, assigned),
        lambda: world.api("rep2", "POST", "/threads", first),
    ]


def lead_comes_twice(world: World) -> Sequence[Task]:
    body = {"line": brand.SHARED, "phone": HANDSET}
    return [lambda key=key: world.api("rep1", "POST", "/leads", body, key=key) for key in ("one", "two")]  # type: ignore[misc]


def file_of_leads_comes_twice(world: World) -> Sequence[Task]:
    """The same file in two tabs: each row is a lead once."""
    rows = [{"row": 2, "phone": HANDSET}, {"row": 3, "phone": brand.HANDSETS[1]}]
    body = {"line": brand.SHARED, "file": "fair.csv", "rows": rows}
    return [lambda: world.api("rep1", "POST", "/leads/import", body)] * 2


def told_of_a_file_while_it_goes_on(world: World) -> Sequence[Task]:
    """Whoever is told of the first rows is told of the last ones as well."""
    parts = [{"row": at, "phone": phone} for at, phone in enumerate(brand.HANDSETS[:2], start=2)]
    first, last = ({"line": brand.SHARED, "file": "fair.csv", "rows": [row]} for row in parts)
    world.api("rep1", "POST", "/leads/import", first)
    return [lambda: world.work("alert"), lambda: world.api("rep1", "POST", "/leads/import", last)]


def _lead(world: World) -> str:
    world.api("rep1", "POST", "/leads", {"line": brand.SHARED, "phone": HANDSET}, key="lead")
    return world.thread(brand.SHARED, HANDSET)


RACES = (
    Race(lead_assigned_to_two),
    Race(lead_assigned_and_written_to),
    Race(lead_comes_twice),
    Race(file_of_leads_comes_twice),
    Race(told_of_a_file_while_it_goes_on),
    Race(texts_of_a_stranger),
    Race(one_webhook_twice),
    Race(webhook_and_sweep),
    Race(text_and_archive),
    Race(text_and_read),
    Race(stop_and_claim),
    Race(stop_on_another_line_and_claim),
    Race(stop_and_broadcast, brand.solo),
    Race(stop_and_rep_writes),
    Race(stop_and_yes, brand.pending),
    Race(start_and_stop),
    Race(stop_and_first_text_elsewhere),
    Race(start_and_first_text_elsewhere),
    Race(one_job_twice),
    Race(one_broadcast_job_twice, brand.solo),
    Race(one_request_twice),
    Race(two_receipts),
    Race(receipt_and_own_note),
    Race(two_ticks),
    Race(cancel_and_claim, brand.solo),
    Race(resume_and_claim, brand.solo),
    Race(pause_and_claim, brand.solo),
    Race(cancel_and_pause, brand.solo),
    Race(cancel_and_listing, brand.solo),
    Race(cancel_and_tick, brand.solo),
    Race(cancel_and_begin, brand.solo),
    Race(change_and_begin, brand.solo),
    Race(two_ticks_begin, brand.solo),
    Race(two_ticks_and_a_broadcast, brand.solo),
    Race(tick_and_listing, brand.solo),
    Race(unclear_settled_twice),
    Race(doubt_and_claim),
    Race(doubt_on_another_line_and_claim),
    Race(doubt_and_broadcast, brand.solo),
    Race(doubt_and_rep_writes),
    Race(doubt_and_first_text_elsewhere),
    Race(judged_and_another_doubt),
    Race(judged_and_stop),
    Race(judged_and_start),
    Race(judged_by_two),
    Race(judged_stop_and_claim),
    Race(two_words_at_once),
    Race(welcome_and_stop),
    Race(two_forms, brand.form),
    Race(one_form_twice, brand.form),
    Race(one_submission_twice, brand.form),
    Race(form_and_first_text, brand.form),
    Race(form_and_stop_elsewhere, brand.form),
    Race(confirmation_and_stop, brand.form),
    Race(confirmation_and_stop_elsewhere, brand.form),
    Race(recapture_and_stop_to_the_old_number),
    Race(end_and_yes, brand.form),
    Race(one_name_for_two_templates),
    Race(template_renamed_and_deleted),
    *away_races.RACES,
    *burst_races.RACES,
    *chat_races.RACES,
    *consent_races.RACES,
    *later_races.RACES,
    *own_number_races.RACES,
    *people_races.RACES,
    *team_races.RACES,
)


def _texting(world: World, sender: str, to: str, body: str) -> Task:
    return lambda: world.handset_texts(sender, to, body)


def _changing(world: World, wish: dict[str, object]) -> Task:
    """A manager changes the thread in which the handset has written."""
    thread = world.thread(brand.SHARED, HANDSET)
    if aws.item("conversations", world.contact(HANDSET), f"thread#{world.line(brand.SHARED)}"):
        world.handset_texts(HANDSET, brand.SHARED, "Hello")
    return lambda: world.api("manager", "PATCH", f"/threads/{thread}", wish)


def _judging(world: World, *, meant_stop: bool) -> Task:
    """A rep judges words on the shared line."""
    head = aws.item("conversations", world.contact(HANDSET), f"thread#{world.line(brand.SHARED)}")
    if head is None or "doubt" not in head:
        world.handset_texts(HANDSET, brand.SHARED, "leave me alone")
    path = f"/threads/{world.thread(brand.SHARED, HANDSET)}/doubt"
    return lambda: world.api("rep2", "POST", path, {"meant_stop": meant_stop})


def _spring(world: World) -> str:
    """A broadcast to one, listed and handed out; its id."""
    made = world.api("rep2", "POST", "/broadcasts", SPRING)
    schedule.invoke("fan_out", schedule.event_of("fan_out", aws.receive("fan_out", 1)))
    return str(made.json["id"])


def _scheduled(world: World) -> str:
    """A broadcast to one, whose time has just come; its id."""
    send_at = (world.now + timedelta(minutes=5)).isoformat()
    made = world.api("rep2", "POST", "/broadcasts", SPRING | {"send_at": send_at})
    world.advance(6)
    return str(made.json["id"])


def _delivering_spring(world: World) -> Task:
    _spring(world)
    return _delivering(world)


def _steering(world: World, act: str) -> Task:
    """A manager steers the newest broadcast; the carrier is told, as nothing may be claimed after the answer (O5)."""

    def steer() -> None:
        broadcast = world.api("manager", "GET", "/broadcasts").json["items"][0]["id"]
        world.steer("manager", broadcast, act)

    return steer


def _delivering(world: World) -> Task:
    """The worker with the jobs that wait now."""
    event = schedule.event_of("deliver", aws.receive("deliver", 5))
    return lambda: schedule.invoke("deliver", event)


def _opting_in(world: World, form: str) -> Task:
    """The worker with one submission of a stranger."""
    world.api("", "POST", f"/forms/{form}", {"phone": brand.STRANGER, "agree": True})
    return _working(world)


def _working(world: World) -> Task:
    """The worker of opt-ins with the jobs that wait now."""
    event = schedule.event_of("opt_in", aws.receive("opt_in", 10))
    return lambda: schedule.invoke("opt_in", event)
