"""Work side by side: everything is tried, and what threads share is made once."""

from __future__ import annotations

from threading import Barrier, Thread
from time import sleep

import pytest

from chalicelib.threads import made_once, side_by_side

MANY = 8


class House:
    def __init__(self) -> None:
        self.made = 0

    @made_once
    def client(self) -> object:
        sleep(0.01)
        self.made += 1
        return object()


def test_what_threads_share_is_made_by_one_of_them() -> None:
    house, together, found = House(), Barrier(MANY), set()

    def use() -> None:
        together.wait()
        found.add(id(house.client))

    threads = [Thread(target=use) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (house.made, found) == (1, {id(house.client)})


@pytest.mark.parametrize("items", [[], [1], [1, 2, 3]])
def test_all_are_tried_and_the_first_error_is_told(items: list[int]) -> None:
    done: list[int] = []

    def work(item: int) -> None:
        done.append(item)
        if item < 3:
            raise ValueError(item)

    if items:
        with pytest.raises(ValueError, match="1"):
            side_by_side(work, items)
    else:
        side_by_side(work, items)
    assert sorted(done) == items
