"""The brand's settings."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint

from chalicelib.core.brand import Brand
from chalicelib.core.ids import PersonId
from chalicelib.core.lead_rules import LeadRule
from chalicelib.core.lead_targets import LeadTarget
from chalicelib.flows import settings
from chalicelib.routes.endpoint import Call, endpoint
from chalicelib.routes.present_me import clock, minutes
from chalicelib.routes.shapes.settings import BrandSettings, LeadRuleShape, LeadTargetShape, SettingsPatch, StopScope

bp = Blueprint(__name__)


@endpoint(bp, "GET", "/settings", answer=BrandSettings)
def get_settings(call: Call) -> BrandSettings:
    """What the brand is called, what it answers, and how strict it is."""
    return _shape(settings.read(call.house, call.caller))


@endpoint(bp, "PATCH", "/settings", body=SettingsPatch, answer=BrandSettings)
def change_settings(call: Call, body: SettingsPatch) -> BrandSettings:
    """Changes what is given. Texting off and another stop scope bite within a minute."""
    return _shape(settings.change(call.house, call.caller, _given(body)))


def _shape(brand: Brand) -> BrandSettings:
    return BrandSettings(
        name=brand.name,
        help=brand.help,
        stop_scope=StopScope.BRAND if brand.brand_stop else StopScope.LINE,
        zone=brand.zone,
        countries=sorted(brand.countries),
        texting=brand.texting,
        language=brand.language,
        delete_media=brand.delete_media,
        opt_ins_a_day=brand.opt_ins_a_day,
        remind_after=brand.remind_after,
        expires_after=brand.expires_after,
        lead_target=brand.lead_target,
        lead_targets=[_target(one) for one in brand.lead_targets],
        lead_escalate=brand.lead_escalate,
        lead_hours=brand.lead_hours,
        lead_strangers=brand.lead_strangers,
        lead_rules=[_rule(rule) for rule in brand.lead_rules],
        close_after=brand.close_after,
        link_hosts=sorted(brand.link_hosts),
        escalate_after=brand.escalate_after,
        own_phone_answers=brand.own_phone_answers,
    )


def _rule(rule: LeadRule) -> LeadRuleShape:
    return LeadRuleShape(pick=rule.pick, people=list(rule.people), tags=sorted(rule.tags), places=sorted(rule.places))


def _target(one: LeadTarget) -> LeadTargetShape:
    return LeadTargetShape(begins=clock(one.begins), ends=clock(one.ends), minutes=one.minutes)


def _given(body: SettingsPatch) -> dict[str, Any]:
    given = body.model_dump(exclude_unset=True, exclude_none=True)
    if "stop_scope" in given:
        given["brand_stop"] = given.pop("stop_scope") is StopScope.BRAND
    if "countries" in given:
        given["countries"] = frozenset(country.upper() for country in given["countries"])
    if "link_hosts" in given:
        given["link_hosts"] = frozenset(host.lower() for host in given["link_hosts"])
    if body.lead_targets is not None:
        given["lead_targets"] = tuple(
            LeadTarget(minutes(one.begins), minutes(one.ends), one.minutes) for one in body.lead_targets
        )
    if body.lead_rules is not None:
        given["lead_rules"] = tuple(
            LeadRule(
                rule.pick,
                tuple(PersonId(person) for person in rule.people),
                frozenset(rule.tags),
                frozenset(rule.places),
            )
            for rule in body.lead_rules
        )
    return given
