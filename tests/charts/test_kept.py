"""That a kept result is the one that would be made anew, and stays what it was."""

from threading import Thread

import pandas as pd

from components.dataset.kept import MOST, kept

ROWS = pd.DataFrame({"place": ["Laiza", "Laiza", "Hpakant"], "killed": [1, 2, 4]})


def counting() -> tuple[list[str], object]:
    """A list that grows by each run, and the function that makes it grow."""
    runs: list[str] = []

    @kept
    def killed(table: pd.DataFrame, *, place: str = "") -> pd.DataFrame:
        runs.append(place)
        chosen = table[table["place"] == place] if place else table
        return chosen.groupby("place", as_index=False)["killed"].sum()

    return runs, killed


def test_equal_content_is_worked_out_once_and_other_content_anew() -> None:
    runs, killed = counting()
    for table in (ROWS, ROWS.copy(), ROWS.copy(deep=False), ROWS[ROWS["killed"] < 9]):
        assert killed(table)["killed"].tolist() == [4, 3]
    assert runs == [""]
    assert killed(ROWS, place="Laiza")["killed"].tolist() == [3]
    assert killed(ROWS.assign(killed=[1, 2, 5]))["killed"].tolist() == [5, 3]
    assert killed(ROWS.head(2))["killed"].tolist() == [3]
    assert runs == ["", "Laiza", "", ""]


def test_what_one_reader_does_to_a_result_does_not_reach_the_next() -> None:
    _, killed = counting()
    mine = killed(ROWS)
    mine.loc[0, "killed"] = 99
    mine["mine"] = True
    assert killed(ROWS).to_dict("list") == {"place": ["Hpakant", "Laiza"], "killed": [4, 3]}


def test_the_results_kept_are_bounded() -> None:
    runs, killed = counting()
    for number in range(MOST + 1):
        killed(ROWS, place=str(number))
    killed(ROWS, place=str(MOST))
    assert len(runs) == MOST + 1
    killed(ROWS, place="0")
    assert len(runs) == MOST + 2


def test_a_fault_is_not_kept() -> None:
    tries: list[int] = []

    @kept
    def fails_once(number: int) -> int:
        tries.append(number)
        if len(tries) == 1:
            raise ValueError
        return number

    for _ in range(2):
        try:
            assert fails_once(7) == 7
        except ValueError:
            continue
    assert tries == [7, 7]


def test_many_readers_at_once_get_the_same() -> None:
    _, killed = counting()
    found: list[list[int]] = []
    threads = [Thread(target=lambda: found.append(killed(ROWS)["killed"].tolist())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[4, 3]] * 20
