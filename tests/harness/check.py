"""check_all: every invariant of docs/reliability.md that can be read off a world that has become quiet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.harness import (
    check_away,
    check_chats,
    check_consent,
    check_escalation,
    check_hours,
    check_items,
    check_leads,
    check_media,
    check_opt_ins,
    check_own_phone,
    check_responses,
    check_rules,
    check_scheduled,
    check_team,
    check_templates,
    check_texts,
    check_threads,
    check_words,
)
from tests.harness.state import State
from tests.harness.world import World

CHECKS: tuple[Callable[[State], Iterator[str]], ...] = (
    check_threads.inbound_is_kept_once,
    check_threads.threads_are_of_their_numbers,
    check_threads.reps_are_alerted,
    check_threads.unread_is_no_more_than_came,
    check_threads.groups_count_their_members,
    check_consent.consent_is_what_the_ledger_says,
    check_consent.ledgers_are_whole,
    check_consent.nobody_is_asked_again_twice,
    check_consent.asked_again_is_who_still_agrees,
    check_consent.brand_wide_stop_stands_everywhere,
    check_consent.stop_is_answered_once,
    check_consent.frozen_is_the_same_everywhere,
    check_consent.machines_come_to_an_end,
    check_consent.refused_is_opted_out,
    check_opt_ins.confirmations_keep_their_limits,
    check_opt_ins.confirmations_follow_an_opt_in,
    check_opt_ins.reminders_come_once,
    check_opt_ins.pending_ends,
    check_texts.nothing_stays_open,
    check_texts.each_gets_a_broadcast_once,
    check_texts.texts_are_what_was_handed_over,
    check_texts.copies_come_once,
    check_responses.responses_are_what_was_said,
    check_responses.clicks_are_of_who_had_a_link,
    check_own_phone.each_comes_to_one_end,
    check_own_phone.own_numbers_reach_nobody,
    check_own_phone.alerts_bear_one_number_each,
    check_rules.rules_are_followed,
    check_rules.who_is_replied_to_is_so_once,
    check_team.notes_reach_no_handset,
    check_team.mentions_are_told,
    check_team.what_is_put_off_comes_back,
    check_scheduled.each_comes_to_one_end,
    check_scheduled.heads_list_what_is_to_go,
    check_scheduled.replies_call_off,
    check_words.no_field_reaches_a_handset,
    check_words.what_is_shown_is_what_went,
    check_words.the_first_text_says_who_writes,
    check_media.pictures_are_kept,
    check_media.pictures_go_along,
    check_media.nothing_is_kept_for_nobody,
    check_hours.broadcasts_keep_legal_hours,
    check_hours.caps_are_kept,
    check_templates.names_are_taken_by_their_templates,
    check_items.what_expires_is_forgotten,
    check_chats.each_text_is_passed_on_once,
    check_chats.places_are_those_of_the_members,
    check_chats.nobody_learns_a_number,
    check_away.who_is_told_is_told_once,
    check_away.stand_ins_are_those_of_the_roster,
    check_escalation.waits_are_looked_at,
    check_escalation.who_is_called_is_told,
    check_leads.leads_stand_where_they_are_found,
    check_leads.each_new_owner_is_told_once,
    check_leads.each_intake_is_noted_once,
)


def check_all(world: World) -> list[str]:
    """Every violation, by the invariant's name; what the monitor saw on the way comes first."""
    state = State(world)
    return world.monitor.broken + [fault for check in CHECKS for fault in check(state)]
