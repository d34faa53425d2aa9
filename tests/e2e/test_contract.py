"""The main job by API and handsets alone: what a script sees that knows only the public contract."""

from __future__ import annotations

import time
from functools import partial
from typing import Any
from uuid import uuid4

from tests.e2e.authenticator import Pool, another, code
from tests.e2e.product import Person, Product, eventually

SHARED, REP1_LINE = "+18005550100", "+18005550101"
CONTACTS = [f"+120255501{place}" for place in range(10, 35)]
REP1_PHONE = "+12025550181"


def group(person: Person, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in person.get("/groups")["items"] if item["name"] == name)
    return found


def test_group_message_brings_individual_answers(product: Product) -> None:
    rep1, rep2 = product.person("rep1"), product.person("rep2")
    body = f"Spring is here, {{{{first_name|friend}}}}! {uuid4().hex[:6]}"
    order = {"line": REP1_LINE, "group": group(rep1, "Spring list")["id"], "body": body}

    broadcast = rep1.post("/broadcasts", order)
    eventually(lambda: rep1.get(f"/broadcasts/{broadcast['id']}")["progress"]["delivered"] == len(CONTACTS), 60)

    tail = body[-6:]
    for number in CONTACTS:
        texts = [text for text in product.got(number, REP1_LINE) if text.endswith(tail)]
        assert len(texts) == 1, number
        assert "{{" not in texts[0]

    answering = CONTACTS[:3]
    for number in answering:
        product.text(number, REP1_LINE, f"Tell me more {tail}")
    for number in answering:
        thread = eventually(partial(rep1.thread_with, number, "&tab=needs_attention"), 10)
        assert thread["unread"] is True
        entries = rep1.get(f"/threads/{thread['id']}/messages")["items"]
        assert [entry["origin"] for entry in entries][:2] == ["one_to_one", "broadcast"]
        assert entries[1]["body"].endswith(tail)
        assert rep2.thread_with(number) is None
        assert rep2.call("GET", f"/threads/{thread['id']}").status_code == 404

    staff = eventually(lambda: _copy_and_alerts(product, tail), 20)
    assert len(staff["copies"]) == 1
    assert len(staff["alerts"]) == len(answering)
    assert all("/t/" in text for text in staff["alerts"])

    thread = eventually(lambda: rep1.thread_with(answering[0]))
    rep1.post(f"/threads/{thread['id']}/messages", {"body": f"With pleasure {tail}"})
    assert eventually(lambda: rep1.thread_with(answering[0], "&tab=participating"))
    eventually(lambda: f"With pleasure {tail}" in product.got(answering[0], REP1_LINE))
    conversation = [item["body"] for item in product.handset(answering[0], REP1_LINE)]
    assert [text[-6:] for text in conversation[-3:]] == [tail, tail, tail]


def _copy_and_alerts(product: Product, tail: str) -> dict[str, list[str]] | None:
    texts = product.got(REP1_PHONE, REP1_LINE)
    copies = [text for text in texts if tail in text and "/t/" not in text]
    alerts = [text for text in texts if tail in text and "/t/" in text]
    return {"copies": copies, "alerts": alerts} if copies and len(alerts) >= 3 else None


def test_unknown_texter_is_answered_stops_and_comes_back(product: Product) -> None:
    handset = "+12025550199"
    people = [product.person(name) for name in ("rep1", "rep2", "limited")]
    product.text(handset, SHARED, "Do you open on Sunday?")
    for person in people:
        thread = eventually(partial(person.thread_with, handset), 10)
        assert thread["contact"]["name"] == ""
    rep2 = people[1]

    rep2.post(f"/threads/{thread['id']}/messages", {"body": "Yes, from nine to five."})
    eventually(lambda: "Yes, from nine to five." in product.got(handset, SHARED))

    product.text(handset, SHARED, "STOP")
    stopped = eventually(lambda: _with_consent(rep2, thread["id"], "no"))
    assert stopped["composer"]["open"] is False
    before = len(product.got(handset, SHARED))
    refusal = rep2.call("POST", f"/threads/{thread['id']}/messages", {"body": "Wait!"})
    assert refusal.status_code == 409
    assert refusal.headers["Content-Type"].startswith("application/problem+json")
    problem = refusal.json()
    assert all(problem[part] for part in ("code", "detail", "rule"))
    assert len(product.got(handset, SHARED)) == before

    product.text(handset, SHARED, "START")
    assert eventually(lambda: _with_consent(rep2, thread["id"], "yes"))["composer"]["open"] is True
    rep2.post(f"/threads/{thread['id']}/messages", {"body": "Welcome back."})
    eventually(lambda: "Welcome back." in product.got(handset, SHARED))


def _with_consent(person: Person, thread: str, consent: str) -> dict[str, Any] | None:
    found: dict[str, Any] = person.get(f"/threads/{thread}")
    return found if found["consent"] == consent else None


def test_two_tabs_that_send_the_same_draft_send_one_text(product: Product) -> None:
    rep1 = product.person("rep1")
    key, body = uuid4().hex, f"Only once {uuid4().hex[:6]}"
    order = {"line": REP1_LINE, "to": "(202) 555-0120", "body": body}
    first, second = rep1.call("POST", "/threads", order, key), rep1.call("POST", "/threads", order, key)
    assert first.status_code == second.status_code == 201
    assert first.json()["message"]["id"] == second.json()["message"]["id"]
    eventually(lambda: body in product.got("+12025550120", REP1_LINE))
    assert product.got("+12025550120", REP1_LINE).count(body) == 1


def test_bad_input_names_the_field_and_the_remedy(product: Product) -> None:
    rep1 = product.person("rep1")
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("/threads", {"line": REP1_LINE, "to": "12", "body": "Hi"}, "to"),
        ("/threads", {"line": REP1_LINE, "to": CONTACTS[0], "body": ""}, "body"),
        ("/threads", {"line": REP1_LINE, "to": CONTACTS[0], "body": "a" * 1601}, "body"),
        ("/multi", {"line": REP1_LINE, "to": [*CONTACTS[:21]], "body": "Hi"}, "to"),
        ("/broadcasts", {"line": REP1_LINE, "group": group(rep1, "Spring list")["id"], "body": "{{nick}}"}, "body"),
        ("/threads", {"line": REP1_LINE, "to": CONTACTS[0]}, "body"),
    ]
    for path, body, field in cases:
        answer = rep1.call("POST", path, body)
        assert answer.status_code == 422, (path, answer.text)
        assert len(answer.json()["fields"][field]) > 10


def test_a_line_that_is_not_the_reps_is_forbidden(product: Product) -> None:
    answer = product.person("rep2").call("POST", "/threads", {"line": REP1_LINE, "to": CONTACTS[0], "body": "Hi"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "line_not_yours"


def test_a_limited_person_answers_but_begins_nothing(product: Product) -> None:
    limited = product.person("limited")
    assert limited.call("POST", "/multi", {"line": SHARED, "to": [CONTACTS[9]], "body": "Hi"}).status_code == 403
    order = {"line": SHARED, "group": group(limited, "Spring list")["id"], "body": "Hi"}
    assert limited.call("POST", "/broadcasts", order).status_code == 403


def test_a_forged_token_is_no_token(product: Product) -> None:
    rep1 = product.person("rep1")
    for token in ("", "nonsense", rep1.token[:-8] + "AAAAAAAA"):
        answer = Person(product, token).call("GET", "/threads")
        assert answer.status_code == 401


def test_who_opted_out_is_refused_by_name_and_the_rest_goes_out(product: Product) -> None:
    rep1, tail = product.person("rep1"), uuid4().hex[:6]
    stays, leaves = CONTACTS[20], CONTACTS[21]
    product.text(leaves, REP1_LINE, "Stop.")
    thread = eventually(partial(rep1.thread_with, leaves))
    eventually(partial(_with_consent, rep1, thread["id"], "no"))
    pair = rep1.post("/groups", {"name": f"Pair {tail}", "contacts": [stays, leaves]})
    broadcast = rep1.post("/broadcasts", {"line": REP1_LINE, "group": pair["id"], "body": f"Hello {tail}"})
    eventually(lambda: rep1.get(f"/broadcasts/{broadcast['id']}")["progress"]["delivered"] == 1, 60)
    refused = rep1.get(f"/broadcasts/{broadcast['id']}/recipients?status=suppressed")["items"]
    assert [(row["contact"]["phone"], row["code"]) for row in refused] == [(leaves, "consent_no")]
    assert refused[0]["reason"]
    assert product.got(stays, REP1_LINE).count(f"Hello {tail}") == 1
    assert f"Hello {tail}" not in product.got(leaves, REP1_LINE)


def test_a_text_that_the_carrier_cannot_deliver_fails_in_plain_words(product: Product) -> None:
    rep1, handset = product.person("rep1"), CONTACTS[22]
    kind = product.session.put(f"{product.carrier}/handsets/{handset}", json={"kind": "landline"}, timeout=10)
    assert kind.ok, kind.text
    started = rep1.post("/threads", {"line": REP1_LINE, "to": handset, "body": "Hello there"})
    message = eventually(partial(_failed, rep1, started["thread"]["id"]))
    assert message["trouble"]["code"] == 30006
    assert all(message["trouble"][part] for part in ("title", "plain", "remedy"))


def _failed(person: Person, thread: str) -> dict[str, Any] | None:
    entries: list[dict[str, Any]] = person.get(f"/threads/{thread}/messages")["items"]
    return next((entry for entry in entries if entry["status"] in ("failed", "undelivered")), None)


def test_a_lost_answer_of_the_carrier_does_not_double_a_text(product: Product) -> None:
    rep1, handset, body = product.person("rep1"), CONTACTS[23], f"Once {uuid4().hex[:6]}"
    fault: dict[str, Any] = {"send": {"mode": "lost_answer", "times": 1, "to": handset}}
    assert product.session.put(f"{product.carrier}/faults", json=fault, timeout=10).ok
    rep1.post("/threads", {"line": REP1_LINE, "to": handset, "body": body})
    eventually(lambda: body in product.got(handset, REP1_LINE))
    product.session.delete(f"{product.carrier}/faults", timeout=10)
    assert product.got(handset, REP1_LINE).count(body) == 1


def test_alerts_reach_the_mailbox_and_settings_name_the_pool(product: Product) -> None:
    settings = product.session.get(f"{product.url}/config.json", timeout=10).json()
    assert {"apiUrl", "region", "userPoolId", "userPoolClientId", "cognitoEndpoint"} <= settings.keys()
    assert product.session.get(f"{product.url}/api/openapi.json", timeout=10).json()["openapi"].startswith("3.1")
    tail = uuid4().hex[:6]
    product.text(CONTACTS[24], REP1_LINE, f"Any news {tail}")
    mails = eventually(
        lambda: [
            mail
            for mail in product.session.get(f"{product.carrier}/mail", timeout=10).json()["items"]
            if tail in mail["text"]
        ]
    )
    assert "rep1@example.com" in str(mails[0]["to"])


def test_who_turned_the_code_on_signs_in_by_password_and_code_only(product: Product) -> None:
    pool, email = Pool(product), "limited@example.com"
    access = pool.sign_in(email)["AuthenticationResult"]["AccessToken"]
    key = pool.enrol(access)
    try:
        wanted = pool.sign_in(email)
        assert wanted["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
        assert "AuthenticationResult" not in wanted
        status, refused = pool.answer_code(email, wanted["Session"], another(code(key, time.time())))
        assert (status, refused["__type"]) == (400, "CodeMismatchException")
        status, entered = pool.answer_code(email, wanted["Session"], code(key, time.time()))
        assert status == 200
        token = entered["AuthenticationResult"]["IdToken"]
        assert Person(product, token).get("/me")["role"] == "limited"
    finally:
        pool.prefer(access, on=False)
    assert "AuthenticationResult" in pool.sign_in(email)
