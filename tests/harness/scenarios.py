"""The table of all stories. Each is told to a world, which then becomes quiet and is checked."""

from __future__ import annotations

from tests.harness import brand, stories
from tests.harness import opt_in_stories as opt_ins
from tests.harness import rare_stories as rare
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
    Scenario(opt_ins.joined, brand.form, faults_in=("submit_form", "opt_in", "deliver", "hooks_inbound")),
    Scenario(opt_ins.joined_by_keyword, brand.form, faults_in=("hooks_inbound",)),
    Scenario(opt_ins.nobody_confirms, brand.form, faults_in=("opt_in", "tick", "deliver")),
    Scenario(opt_ins.reminded_and_confirmed, brand.form, faults_in=("opt_in",)),
    Scenario(opt_ins.stopped_before_asked, brand.form, faults_in=("opt_in",)),
    Scenario(opt_ins.stopped_before_told, brand.form, faults_in=("deliver",)),
    Scenario(opt_ins.several_lines, brand.form, faults_in=("opt_in",)),
    Scenario(opt_ins.reviewed, brand.waiting, faults_in=("opt_in", "settle_", "list_waiting", "submit_")),
    Scenario(opt_ins.with_evidence, brand.form, faults_in=("create_opt_in",)),
    Scenario(opt_ins.forms_made, brand.form, faults_in=("create_form", "change_form", "list_forms", "show_", "form_")),
)
