"""The table of all stories. Each is told to a world, which then becomes quiet and is checked."""

from __future__ import annotations

from tests.harness import brand, stories
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
    Scenario(stories.templates),
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
)
