"""Leads from a file: each row by itself, proofs as by POST /leads, people told of all at once (CT-4, LD-1, LD-5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.core.errors import Busy
from chalicelib.core.lead_import import MOST_ROWS
from chalicelib.core.people import Person
from chalicelib.wiring import wiring
from tests.harness import aws
from tests.harness.brand import REP1_LINE, SHARED, STRANGER
from tests.harness.recorder import Recorder
from tests.harness.world import World
from tests.routes.answers import good, problem, wrong

GUS, LOU, MAX = "+12025550171", "+12025550172", "+12025550173"
PROOF = {"wording": "Brand may text me.", "page": "https://example.com/fair", "ip": "203.0.113.7"}


def row(number: int, phone: str, **more: Any) -> dict[str, Any]:
    return {"row": number, "phone": phone, **more}


def many(count: int, first: int = 0) -> list[dict[str, Any]]:
    return [row(place + 2, f"202 555 {1000 + place}") for place in range(first, first + count)]


def taken(world: World, rows: list[dict[str, Any]], caller: str = "manager", **more: Any) -> dict[int, dict[str, Any]]:
    """What became of each row, by its number."""
    body = {"line": SHARED, "file": "fair.csv", "rows": rows, **more}
    answer = good(world.api(caller, "POST", "/leads/import", body, key=world.key()))
    return {one["row"]: one for one in answer["rows"]}


def outcomes(done: dict[int, dict[str, Any]]) -> list[str]:
    return [one["outcome"] for one in done.values()]


def news(world: World, to: str) -> list[str]:
    return [mail["subject"] for mail in world.mails if mail["to"] == f"{to}@example.com"]


def queue(world: World) -> list[str]:
    items = good(world.api("manager", "GET", "/leads?view=unassigned&limit=100"))["items"]
    return sorted(item["contact"]["phone"] for item in items)


def consents(world: World, phone: str) -> dict[str, str]:
    contact = good(world.api("manager", "GET", f"/contacts/{world.contact(phone)}"))
    return {one["line"]["number"]: one["state"] for one in contact["consents"]}


def test_numbers_as_people_type_them_become_leads_with_what_the_row_says(world: World) -> None:
    written = ["(202) 555-0171", "202.555.0172", "tel:+1 202 555 0173"]
    more = {"first_name": "Gus", "last_name": "Lee", "email": "gus@example.com", "location": "Salem", "tags": ["fair"]}
    rows = [row(number, phone, **more, note="Blue one") for number, phone in enumerate(written, start=2)]
    done = taken(world, rows)
    assert outcomes(done) == ["created"] * 3
    assert queue(world) == [GUS, LOU, MAX]
    lead = good(world.api("manager", "GET", f"/leads/{done[2]['lead']}"))
    assert (lead["source"], lead["contact"]["name"], lead["evidence"]) == ("csv", "Gus Lee", {"file": "fair.csv"})
    assert [(one["what"], one["by"]["id"], one["note"]) for one in lead["history"]] == [("came", "manager", "Blue one")]
    contact = good(world.api("manager", "GET", f"/contacts/{world.contact(GUS)}"))
    assert (contact["email"], contact["location"], contact["tags"], contact["source"]) == (
        "gus@example.com",
        "Salem",
        ["fair"],
        "csv",
    )


def test_each_bad_row_is_named_with_field_reason_and_remedy_and_the_good_ones_come_in(world: World) -> None:
    done = taken(
        world,
        [
            row(2, "12"),
            row(3, ""),
            row(4, "555 0101", email="gus at example"),
            row(5, GUS, first_name="G" * 101, note="n" * 501),
            row(6, GUS, tags=["t" * 41]),
            row(7, GUS, opt_in={**PROOF, "wording": " "}),
            row(8, GUS, opt_in={**PROOF, "at": "2026-03-01 14:00"}),
            row(9, GUS, opt_in={**PROOF, "at": "last spring"}),
            row(10, LOU, opt_in={"wording": " ", "page": "", "at": "", "ip": ""}),
        ],
    )
    told = {number: [fault["field"] for fault in one["faults"]] for number, one in done.items()}
    assert told == {
        2: ["phone"],
        3: ["phone"],
        4: ["email", "phone"],
        5: ["first_name", "note"],
        6: ["tags.0"],
        7: ["opt_in.wording"],
        8: ["opt_in.at"],
        9: ["opt_in.at"],
        10: [],
    }
    assert all(fault["reason"] and fault["remedy"] for one in done.values() for fault in one["faults"])
    assert done[9]["faults"][0]["reason"] == "This is no moment."
    assert done[7]["faults"][0]["remedy"].startswith("Give the exact words that the contact agreed to")
    assert (done[2]["faults"][0]["reason"], done[3]["faults"][0]["remedy"]) == (
        "This cannot be a phone number.",
        "Correct the number in the file, or take the row out.",
    )
    assert outcomes(done) == ["refused"] * 8 + ["created"]
    assert [one["lead"] is None for one in done.values()] == [True] * 8 + [False]
    assert queue(world) == [LOU]


def test_a_number_that_comes_twice_or_is_a_lead_already_is_completed_and_stays_one(world: World) -> None:
    open_lead = good(world.api("manager", "POST", "/leads", {"line": SHARED, "phone": GUS, "first_name": "Gus"}), 201)
    done = taken(
        world, [row(2, GUS, last_name="Lee"), row(3, LOU, first_name="Lou"), row(4, LOU, email="l@example.com")]
    )
    assert outcomes(done) == ["known", "created", "known"]
    assert (done[2]["lead"], done[3]["lead"]) == (open_lead["id"], done[4]["lead"])
    assert queue(world) == [GUS, LOU]
    lead = good(world.api("manager", "GET", f"/leads/{open_lead['id']}"))
    assert (lead["contact"]["name"], lead["source"]) == ("Gus Lee", "api")
    assert [one["what"] for one in lead["history"]] == ["came", "returned"]
    contact = good(world.api("manager", "GET", f"/contacts/{world.contact(LOU)}"))
    assert (contact["first_name"], contact["email"]) == ("Lou", "l@example.com")


def test_a_repeated_part_makes_nothing_twice_and_is_answered_alike(world: World) -> None:
    rows = [
        row(2, GUS, opt_in=PROOF),
        row(3, "12"),
        row(4, LOU, tags=["fair", "vip"]),
        row(5, LOU, tags=["vip", "fair"]),
    ]
    first = taken(world, rows)
    assert outcomes(first) == ["created", "refused", "created", "known"]
    world.drain()
    sent, mails = len(world.carrier.sent), len(world.mails)
    before = good(world.api("manager", "GET", f"/leads/{first[2]['lead']}"))
    world.advance(60 * 30)
    assert taken(world, rows) == first
    world.drain()
    assert (len(world.carrier.sent), len(world.mails)) == (sent, mails)
    assert good(world.api("manager", "GET", f"/leads/{first[2]['lead']}"))["version"] == before["version"]


def test_a_file_that_was_corrected_brings_what_is_new_in_it(world: World) -> None:
    """Nobody is asked again whose row stands in it as before, wherever it stands now."""
    taken(world, [row(2, "12"), row(3, GUS, opt_in=PROOF)])
    world.drain()
    sent = len(world.carrier.sent)
    world.advance(60 * 30)
    assert outcomes(taken(world, [row(2, GUS, opt_in=PROOF), row(3, LOU)])) == ["created", "created"]
    world.drain()
    assert (queue(world), len(world.carrier.sent)) == ([GUS, LOU], sent)
    lead = good(world.api("manager", "GET", f"/leads/{world.thread(SHARED, GUS)}"))
    assert [one["what"] for one in lead["history"] if one["what"] in ("came", "returned")] == ["came"]
    assert outcomes(taken(world, [row(2, GUS)], file="other.csv")) == ["known"]


def test_what_a_fault_in_the_middle_cut_off_comes_in_with_the_repeat(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, save, saved = [row(2, GUS), row(3, LOU), row(4, MAX)], wiring.conversations.save, iter(range(9))

    def breaks(*given: Any) -> Any:
        if next(saved) == 1:
            raise Busy("store_busy", "The store is busy.")
        return save(*given)

    body = {"line": SHARED, "file": "fair.csv", "rows": rows}
    with monkeypatch.context() as patch:
        patch.setattr(wiring.conversations, "save", breaks)
        problem(world.api("manager", "POST", "/leads/import", body), 503, "store_busy")
    assert queue(world) == [GUS]
    assert outcomes(taken(world, rows)) == ["created"] * 3
    assert queue(world) == [GUS, LOU, MAX]
    world.drain()
    assert news(world, "admin") == ["3 new leads from a file, nobody has them: Brand"]


def test_a_row_with_its_proof_starts_double_opt_in_and_one_without_gives_no_consent(world: World) -> None:
    """LD-5, C3: Pending at most, whatever the file says; only the contact says YES."""
    done = taken(world, [row(2, GUS, opt_in={**PROOF, "at": "2026-02-27T09:00:00-05:00"}), row(3, LOU)])
    assert [one["asked"] for one in done.values()] == [True, False]
    world.drain()
    assert [(text.to, "YES" in text.body) for text in world.carrier.sent] == [(GUS, True)]
    assert consents(world, GUS)[SHARED] == "pending"
    assert consents(world, LOU).get(SHARED, "none") == "none"
    lead = good(world.api("manager", "GET", f"/leads/{done[2]['lead']}"))
    assert lead["evidence"] == {
        **PROOF,
        "file": "fair.csv",
        "source": "fair.csv",
        "agreed_at": "2026-02-27T09:00:00-05:00",
    }
    for phone in (GUS, LOU):
        text = {"line": SHARED, "to": phone, "body": "Hi"}
        assert world.api("rep2", "POST", "/threads", text).status in (403, 409), "nobody may be texted yet"
    world.handset_texts(GUS, SHARED, "YES")
    assert consents(world, GUS)[SHARED] == "yes"


def test_a_proof_asks_nobody_who_said_stop(world: World) -> None:
    world.handset_texts(GUS, SHARED, "STOP")
    world.drain()
    sent = len(world.carrier.sent)
    taken(world, [row(2, GUS, opt_in=PROOF)])
    world.drain()
    assert len(world.carrier.sent) == sent
    assert consents(world, GUS)[SHARED] == "no"


def test_managers_are_told_once_of_a_file_in_many_parts(world: World) -> None:
    for part in range(4):
        taken(world, many(20, 20 * part), more=part < 3)
        world.drain()
    assert news(world, "admin") == ["80 new leads from a file, nobody has them: Brand"]
    assert "/leads?view=unassigned" in world.mails[-1]["text"]
    assert news(world, "manager") == [], "who did it knows"
    (event,) = [one for one in aws.published() if one["event"].startswith("lead")]
    assert event == {"event": "leads.new", "line": world.line(SHARED), "person": "admin", "count": 80}


def test_of_more_leads_than_are_counted_it_is_told_that_they_are_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.core.lead_import.MOST_COUNTED", 3)
    monkeypatch.setattr("chalicelib.store.leads.MOST_COUNTED", 3)
    taken(world, many(5))
    world.drain()
    assert news(world, "admin") == ["3 or more new leads from a file, nobody has them: Brand"]


def test_of_a_file_that_was_never_finished_managers_are_told_all_the_same(world: World) -> None:
    taken(world, many(3), caller="rep1", more=True)
    world.advance(9)
    taken(world, many(3, 3), caller="rep1", more=True)
    for minutes, told in ((9, 0), (2, 1), (30, 1)):
        world.advance(minutes)
        world.tick()
        world.drain()
        for who in ("manager", "admin"):
            assert news(world, who).count("6 new leads from a file, nobody has them: Brand") == told
    assert not any("New lead" in mail["subject"] for mail in world.mails)


def test_nobody_is_told_of_leads_that_somebody_has_by_then(world: World) -> None:
    done = taken(world, [row(2, GUS)], caller="rep1", more=True)
    lead = good(world.api("manager", "GET", f"/leads/{done[2]['lead']}"))
    path = f"/leads/{lead['id']}/assign"
    good(world.api("manager", "POST", path, {"owner": "rep2", "version": lead["version"]}))
    taken(world, [row(3, "12")], caller="rep1")
    world.drain()
    assert not any("from a file" in mail["subject"] for mail in world.mails)
    assert news(world, "rep2") == ["New lead for you: +1------0171, Brand"]


def test_who_gets_leads_by_a_rule_is_told_of_them_together(world: World) -> None:
    rules = [{"people": ["rep1", "rep2"], "pick": "in_turn", "tags": ["vip"]}]
    good(world.api("admin", "PATCH", "/settings", {"lead_rules": rules}))
    rows = [one | {"tags": ["vip"] if one["row"] < 8 else []} for one in many(8)]
    assert outcomes(taken(world, rows)) == ["created"] * 8
    world.drain()
    assert news(world, "rep1") == news(world, "rep2") == ["3 new leads for you from a file: Brand"]
    assert news(world, "admin") == ["2 new leads from a file, nobody has them: Brand"]
    assert "/leads?view=mine" in next(mail["text"] for mail in world.mails if mail["to"] == "rep1@example.com")


def test_when_many_are_late_together_each_person_is_told_once_a_step(world: World) -> None:
    """LD-3: the alert leads to the list, where all of them are marked."""
    taken(world, many(30))
    for _ in range(3):
        world.drain()
        world.advance(16)
        world.tick()
    world.drain()
    late = "Leads from a file wait for their first text: Brand"
    assert news(world, "manager") == [late, "Still nobody has written to leads from a file: Brand"]
    assert news(world, "admin")[1:] == news(world, "manager")
    items = good(world.api("manager", "GET", "/leads?view=unassigned&limit=100"))["items"]
    assert all(item["overdue"] for item in items)


def test_a_row_that_comes_while_people_are_told_is_told_as_well(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = wiring.leads.waiting

    def meanwhile(*given: Any) -> Any:
        found = waiting(*given)
        monkeypatch.undo()
        taken(world, [row(3, LOU)], more=True)
        return found

    taken(world, [row(2, GUS)])
    monkeypatch.setattr(wiring.leads, "waiting", meanwhile)
    world.drain()
    taken(world, [row(4, "12")])
    world.drain()
    assert news(world, "admin") == [
        "1 new lead from a file, nobody has it: Brand",
        "2 new leads from a file, nobody has them: Brand",
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"rows": []}, "rows"),
        ({"rows": many(MOST_ROWS + 1)}, "rows"),
        ({"file": " "}, "file"),
        ({"rows": [{"phone": GUS}]}, "rows.0.row"),
        ({"rows": [row(2, GUS, firstname="Gus")]}, "rows.0.firstname"),
        ({"line": "+12"}, "line"),
    ],
)
def test_a_part_that_cannot_be_is_refused_as_a_whole(world: World, body: dict[str, Any], field: str) -> None:
    sent = {"line": SHARED, "file": "fair.csv", "rows": [row(2, GUS)], **body}
    wrong(world.api("manager", "POST", "/leads/import", sent), field)
    assert queue(world) == []


def test_whoever_may_make_a_lead_on_a_line_may_make_many_there(world: World) -> None:
    body = {"line": REP1_LINE, "file": "fair.csv", "rows": [row(2, STRANGER)]}
    problem(world.api("limited", "POST", "/leads/import", body), 403, "role_too_low")
    problem(world.api("rep2", "POST", "/leads/import", body), 403, "line_not_yours")
    problem(world.api("manager", "POST", "/leads/import", body), 403, "line_not_yours")
    good(world.api("rep1", "POST", "/leads/import", body))
    assert good(world.api("rep2", "GET", "/leads?view=unassigned"))["items"] == []


def test_a_number_of_another_country_is_read_as_the_brand_s_people_write_it(world: World) -> None:
    good(world.api("admin", "PATCH", "/settings", {"countries": ["GB"]}))
    done = taken(world, [row(2, "020 7946 0018")])
    assert outcomes(done) == ["created"]
    assert queue(world) == ["+442079460018"]


def calls(world: World, rows: list[dict[str, Any]]) -> Iterator[str]:
    recorder = Recorder()
    with world.around(recorder):
        taken(world, rows)
    yield from recorder.of("import_leads")[0]


def test_a_row_takes_three_calls_and_its_proof_one_more(world: World) -> None:
    """What keeps fifty of them within the time of one request: one read, one transaction, one look at its threads."""
    taken(world, many(1, 90))
    few, more = list(calls(world, many(2))), list(calls(world, many(12, 2)))
    assert len(more) - len(few) == 3 * 10
    proven = list(calls(world, [one | {"opt_in": PROOF} for one in many(2, 14)]))
    assert len(proven) - len(few) == 2
    assert len(few) - 3 * 2 <= 6, "and what is asked once"


def test_the_team_is_read_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    people, asked = wiring.team.people, list[int]()

    def counted() -> list[Person]:
        asked.append(1)
        return people()

    monkeypatch.setattr(wiring.team, "people", counted)
    taken(world, many(10))
    assert len(asked) == 1
