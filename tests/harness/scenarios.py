"""The table of all stories. Each is told to a world, which then becomes quiet and is checked."""

from __future__ import annotations

from tests.harness import brand, stories
from tests.harness import line_stories as lines
from tests.harness import rare_stories as rare
from tests.harness import word_stories as words
from tests.harness.faults import Mode
from tests.harness.teller import Scenario

SCENARIOS = (
    Scenario(stories.broadcast, brand.trio),
    Scenario(stories.answers),
    Scenario(stories.answers, repeats=False, faults_in=("hooks_inbound",)),
    Scenario(stories.stranger),
    Scenario(stories.stranger, repeats=False, faults_in=("hooks_inbound",)),
    Scenario(stories.first_text),
    Scenario(stories.stop_overtakes),
    Scenario(stories.multi, brand.trio),
    Scenario(stories.groups),
    Scenario(stories.sorting),
    Scenario(stories.contacts),
    Scenario(stories.renamed),
    Scenario(stories.store_down),
    Scenario(stories.opted_out),
    Scenario(stories.opted_out_of_broadcast, brand.solo),
    Scenario(stories.failed_later),
    Scenario(stories.unclear_and_taken),
    Scenario(stories.unclear_and_lost),
    Scenario(stories.unclear_then_stopped, faults_in=("tick", "deliver")),
    Scenario(stories.unclear_broadcast, brand.solo),
    Scenario(stories.missed),
    Scenario(stories.elsewhere),
    Scenario(stories.reading, brand.trio, faults_in=("get_", "list_", "preview_"), modes=(Mode.THROTTLE_HARD,)),
    Scenario(rare.receipt_of_broadcast, brand.solo, faults_in=("hooks_status",)),
    Scenario(rare.receipt_never_told, brand.solo, faults_in=("tick",)),
    Scenario(rare.deleted_and_written_to, faults_in=("start_thread", "send_", "delete_")),
    Scenario(rare.deleted_and_made_again),
    Scenario(rare.asked_twice, brand.solo, faults_in=("create_broadcast",)),
    Scenario(rare.words_while_store_is_down, faults_in=("hooks_inbound", "inbound")),
    Scenario(rare.queues_down, brand.solo, faults_in=("tick",), modes=(Mode.CRASH_BEFORE, Mode.CRASH_AFTER)),
    Scenario(rare.many, brand.many, faults_in=("fan_out",)),
    Scenario(rare.missed_strangers, faults_in=("reconcile",)),
    Scenario(words.doubt_and_cleared),
    Scenario(words.doubt_that_meant_stop, faults_in=("hooks_inbound", "answer_doubt")),
    Scenario(words.doubts_on_two_lines, faults_in=("hooks_inbound", "answer_doubt")),
    Scenario(words.doubt_answered_by_the_contact, faults_in=("hooks_inbound", "deliver")),
    Scenario(words.doubt_in_a_broadcast, brand.solo, faults_in=("hooks_inbound", "fan_out", "deliver")),
    Scenario(words.missed_doubt, faults_in=("reconcile",)),
    Scenario(words.doubt_while_store_is_down, faults_in=("hooks_inbound", "inbound")),
    Scenario(words.help_is_asked, faults_in=("hooks_inbound", "deliver")),
    Scenario(words.provider_heard_it, faults_in=("hooks_inbound",)),
    Scenario(words.a_machine_answers, faults_in=("hooks_inbound",), modes=(Mode.CRASH_AFTER, Mode.LOST_HARD)),
    Scenario(lines.landline, brand.solo, faults_in=("deliver", "list_suppressed", "lift_")),
    Scenario(lines.landline_later, brand.trio, faults_in=("hooks_status",)),
    Scenario(lines.landline_never_told, brand.solo, faults_in=("tick",)),
    Scenario(lines.line_held, brand.solo, faults_in=("alert", "change_line")),
    Scenario(lines.broadcast_held, brand.solo, faults_in=("deliver",)),
    Scenario(lines.held_by_receipt, faults_in=("hooks_status",)),
    Scenario(lines.held_and_never_told, brand.solo, faults_in=("tick",)),
    Scenario(lines.daily_cap, brand.trio, faults_in=("deliver",)),
    Scenario(lines.account_stopped, faults_in=("deliver",)),
    Scenario(lines.texting_off, brand.solo, faults_in=("change_settings", "get_settings", "deliver", "alert")),
    Scenario(lines.number_changed, faults_in=("change_number", "get_recapture", "start_recapture", "recapture")),
    Scenario(lines.number_changed_again, faults_in=("start_recapture", "recapture", "tick")),
    Scenario(lines.proven, faults_in=("get_consent",), modes=(Mode.THROTTLE_HARD,)),
)
