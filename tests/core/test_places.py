from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from chalicelib.core.contacts import Contact
from chalicelib.core.phone import PhoneNumber
from chalicelib.core.places import LAST_RESORT, Place, atlas, place_of, region_of, state_of, zone_named
from tests.core.builders import CONTACT, thread

NEW_YORK, CHICAGO, BOISE = "America/New_York", "America/Chicago", "America/Boise"


def contact(phone: str = "+12025550123", **fields: str) -> Contact:
    return Contact(CONTACT, PhoneNumber(phone), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phone", "place"),
    [
        ("+12025550123", Place((NEW_YORK,), ("DC",))),
        ("+13055550123", Place((NEW_YORK,), ("FL",))),
        ("+18505550123", Place((CHICAGO, NEW_YORK), ("FL",))),
        ("+12085550123", Place((BOISE, "America/Los_Angeles"), ("ID",))),
        ("+19155550123", Place(("America/Denver",), ("TX",))),
        ("+17095550123", Place(("America/Halifax", "America/St_Johns"), ("NL",))),
        ("+19025550123", Place(("America/Halifax",), ("NS", "PE"))),
        ("+17875550123", Place(("America/Puerto_Rico",), ("PR",))),
        ("+18765550123", Place(("America/Jamaica",))),
    ],
)
def test_an_area_code_tells_zones_and_state(phone: str, place: Place) -> None:
    assert place_of(contact(phone), "Europe/London") == place


@pytest.mark.parametrize("phone", ["+18005550123", "+18885550123", "+442079460123", "+33155500123"])
def test_a_number_without_a_place_is_where_the_line_is_else_the_brand(phone: str) -> None:
    assert place_of(contact(phone), CHICAGO, NEW_YORK) == Place((CHICAGO,))
    assert place_of(contact(phone), "", BOISE) == Place((BOISE,))
    assert place_of(contact(phone), "Nowhere/Town", "") == Place((LAST_RESORT,))


def test_of_whom_nothing_is_known_the_line_knows() -> None:
    assert place_of(None, CHICAGO) == Place((CHICAGO,))


def test_what_the_contact_says_of_itself_goes_before_its_number() -> None:
    assert place_of(contact(zone=BOISE)) == Place((BOISE,), ("DC",))
    assert place_of(contact(region="TX")) == Place((CHICAGO, "America/Denver"), ("TX",))
    assert place_of(contact(region="tx")).regions == ("TX",)
    assert place_of(contact(postcode="33101")) == Place((NEW_YORK, CHICAGO), ("FL",))


def test_a_zone_and_a_region_both_count() -> None:
    assert place_of(contact(zone="Asia/Kathmandu", region="FL")) == Place(("Asia/Kathmandu",), ("FL",))
    assert place_of(contact(zone=CHICAGO, postcode="70112")) == Place((CHICAGO,), ("LA",))


def test_a_region_goes_before_a_postcode() -> None:
    assert place_of(contact(region="CT", postcode="33101")).regions == ("CT",)


def test_what_cannot_be_is_as_if_it_were_not_given() -> None:
    assert place_of(contact(zone="Nowhere/Town", region="ZZ", postcode="00000")) == Place((NEW_YORK,), ("DC",))


def test_a_head_of_a_thread_is_where_its_contact_is() -> None:
    assert place_of(thread(zone=CHICAGO, region="AL")) == Place((CHICAGO,), ("AL",))


@pytest.mark.parametrize(
    ("postcode", "state"),
    [
        ("00501", "NY"),
        ("00601", "PR"),
        ("02139-4307", "MA"),
        ("05501", "MA"),
        ("20500", "DC"),
        ("20190", "VA"),
        ("33101", "FL"),
        ("73301", "TX"),
        ("88510", "TX"),
        ("99501", "AK"),
        ("K1A 0B1", "ON"),
        ("h2x1y4", "QC"),
        ("09001", ""),
        ("34012", ""),
        ("", ""),
        ("7030", ""),
        ("SW1A 1AA", ""),
        ("E1W 1AA", ""),
        ("Texas City", ""),
        ("٢٠٥٠٠", ""),
        ("20500-03", ""),
        (" k1a 0b1 ", "ON"),
    ],
)
def test_a_postcode_tells_the_state(postcode: str, state: str) -> None:
    assert state_of(postcode) == state


@pytest.mark.parametrize(
    ("written", "code"),
    [("TX", "TX"), (" tx ", "TX"), ("texas", "TX"), ("New  York", "NY"), ("Québec", ""), ("Quebec", "QC"), ("", "")],
)
def test_a_region_is_known_by_its_letters_and_its_name(written: str, code: str) -> None:
    assert region_of(written) == code


def test_every_state_and_territory_has_zones_and_numbers() -> None:
    known = atlas()
    served = {region for place in known.codes.values() for region in place.regions}
    assert served == set(known.regions)
    assert len(known.regions) == 50 + 1 + 5 + 13
    zones = {zone for place in known.codes.values() for zone in place.zones}
    zones |= {zone for region in known.regions.values() for zone in region.zones}
    assert zones <= available_timezones()
    assert len(known.codes) > 420


def test_an_area_code_lies_within_its_states() -> None:
    """A state's zones hold those of each of its codes, so that a region given is never laxer than the number."""
    known = atlas()
    for code, place in known.codes.items():
        if len(place.regions) == 1:
            assert set(place.zones) <= set(known.regions[place.regions[0]].zones), code


def test_toll_free_and_the_like_have_no_place() -> None:
    assert not {"800", "833", "844", "855", "866", "877", "888", "500", "900", "555"} & atlas().codes.keys()


@pytest.mark.parametrize("name", ["", "America", "Nowhere/Town", "../etc/passwd", "America/New York", "x" * 300])
def test_a_name_that_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None
