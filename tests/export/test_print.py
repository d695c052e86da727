"""What is printed: every figure of the dashboard with the numbers of the screen, nothing cut, the same bytes each time."""

import io
import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from matplotlib.image import imread
from matplotlib.patches import Rectangle

from components.charts.figure import Empty, Figure, Spec
from components.charts.theme import LIGHT
from components.dataset.evidence import of_evidence
from components.dataset.load import Dataset, load
from components.export.briefing import figures_on_offer
from components.export.names import stem
from components.export.print_chart import SMALLEST, bare, picture, printed
from components.export.print_legend import families_drawn, sides_drawn
from components.export.print_page import HEIGHT, WIDTH, Page, Words
from components.export.print_text import plain, rich_lines, width_of, wrapped
from components.filters.view import Selection, View
from tests.export import made_up

SVG = "{http://www.w3.org/2000/svg}"
LONG = "The claims of this year differ, and a title may be far longer than a line, as this one is, so that it must wrap " * 3


@pytest.fixture(scope="module")
def data() -> Dataset:
    return load()


@pytest.fixture(scope="module")
def view(data: Dataset) -> View:
    return View(data)


def words_of(svg: bytes) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    return " ".join(" ".join(node.itertext()).strip() for node in root.iter(f"{SVG}text"))


def outside(page: Page) -> list[str]:
    return [
        words for words, (left, top, right, bottom) in page.texts
        if left < 0 or top < 0 or right > page.width + 0.5 or bottom > page.height + 0.5
    ]  # fmt: skip


def meeting(page: Page) -> list[tuple[str, str]]:
    """The pairs of texts that lie on each other."""
    return [
        (one, other)
        for (one, box), (other, second) in combinations(page.texts, 2)
        if min(box[2], second[2]) - max(box[0], second[0]) > 2 and min(box[3], second[3]) - max(box[1], second[1]) > 3
    ]


def views(data: Dataset) -> dict[str, View]:
    chosen = made_up.selections(data)
    return {name: View(of_evidence(data, one.evidence), one) for name, one in chosen.items()}


@pytest.mark.parametrize("key", figures_on_offer())
def test_every_figure_prints_under_any_filters_with_all_its_labels_and_none_cut(key: str, data: Dataset) -> None:
    registered = figures_on_offer()[key]
    for name, one in views(data).items():
        found = registered.make(one)
        if isinstance(found, Empty):
            continue
        page = printed(found, one, registered.page)
        assert (page.width, page.height) == (WIDTH, HEIGHT)
        assert outside(page) == [], name
        assert meeting(page) == [], name
        said = {text for text, _ in page.texts}
        notes = found.plot(LIGHT)["layout"].get("annotations") or ()
        lines = {"".join(run.words for run in line) for note in notes for line in rich_lines(str(note.get("text") or ""))}
        assert {line for line in lines if line.strip()} - said == set(), name
        if name == "all":
            assert outside(bare(found, 888, 392)) == []


@pytest.mark.parametrize("key", figures_on_offer())
def test_a_figure_is_made_of_nothing_that_paper_does_not_know(key: str, data: Dataset) -> None:
    screen = {"hoverinfo", "hovertemplate", "customdata", "cliponaxis", "constraintext"}
    marks = {"type", "mode", "name", "x", "y", "xaxis", "yaxis", "marker", "line", "text", "textfont", "textposition"}
    for one in views(data).values():
        spec = figures_on_offer()[key].spec(one, LIGHT)
        if spec:
            drawn = marks | screen | {"orientation", "base", "width", "opacity", "fill", "fillcolor"}
            assert {name for trace in spec["data"] for name in trace} <= drawn
            assert {shape["type"] for shape in spec["layout"].get("shapes", ())} <= {"rect", "line"}
            assert not any(note["showarrow"] for note in spec["layout"].get("annotations", ()))
            assert {part.get("type") for name, part in spec["layout"].items() if name[1:5] == "axis"} <= {None, "log"}


def test_bars_lines_and_dots_stand_where_their_numbers_say(view: View) -> None:
    page = printed(made_up.figure(), view, "/attacks")
    bars = [
        patch for patch in page.axes.patches if type(patch) is Rectangle and patch.get_zorder() == 2 and patch.get_width() > 30
    ]
    heights = sorted({round(bar.get_height(), 1) for bar in bars})
    unit = heights[0]
    assert [round(height / unit) for height in heights] == [1, 2, 3, 4, 5]
    ends = {words: box for words, box in page.texts if words in ("10", "100", "1000")}
    middles = [(ends[words][1] + ends[words][3]) / 2 for words in ("10", "100", "1000")]
    assert middles[0] - middles[1] == pytest.approx(middles[1] - middles[2])


def test_part_years_are_hatched_pale_ones_pale_and_no_line_joins_across_a_gap(view: View) -> None:
    page = printed(made_up.figure(), view, "/attacks")
    assert sum(bool(patch.get_hatch()) for patch in page.axes.patches) == 2
    faces = {patch.get_facecolor() for patch in page.axes.patches}
    assert len([face for face in faces if all(part > 0.8 for part in face[:3])]) >= 2
    line = next(line for line in page.axes.lines if line.get_zorder() == 3)
    assert np.isnan(np.asarray(line.get_xdata())).tolist() == [False, False, True, False, False]


def test_a_figure_higher_than_a_page_is_drawn_smaller_with_every_row_on_one_scale(view: View) -> None:
    page = printed(made_up.figure(made_up.rows), view, "/attacks")
    said = [words for words, _ in page.texts]
    assert all(said.count(f"Township number {number}") == 1 for number in range(20))
    assert outside(page) == meeting(page) == []
    lengths = sorted(patch.get_width() for patch in page.axes.patches if patch.get_zorder() == 2)
    steps = [right - left for left, right in pairwise(lengths)]
    assert max(steps) == pytest.approx(min(steps))


def test_text_is_large_enough_to_be_read_at_half_the_size(view: View) -> None:
    for plot in (made_up.every_mark, made_up.rows):
        page = printed(made_up.figure(plot), view, "/attacks")
        sizes = [text.get_fontsize() / 0.75 for text in page.axes.texts if text.get_text()]
        assert min(sizes) >= 13 * SMALLEST - 0.01


def test_a_mark_that_paper_does_not_know_is_an_error(view: View) -> None:
    strange = {"data": [{"type": "pie", "values": [1]}], "layout": {"height": 300}}
    with pytest.raises(ValueError, match="pie"):
        printed(made_up.figure(lambda _theme: strange), view, "/")


def test_the_picture_holds_finding_filters_caveat_sources_version_and_link_and_nothing_to_click(view: View) -> None:
    two = View(view.dataset, Selection.of((2012, 2014)))
    found = made_up.figure(source_ids=tuple(two.records.sources)[:3])
    said = words_of(picture(found, two, "/attacks", "svg"))
    words = Words.of(found, two, "/attacks")
    for part in (found.title, found.footnote, words.sources, view.dataset.version, "/attacks?years=2012&years=2014"):
        assert part in said
    assert words.lead == "Counted events, all years"
    assert "Click" not in said


def test_many_sources_stand_on_one_line_with_how_many_more(view: View) -> None:
    every = tuple(view.records.sources)
    line = Words.of(made_up.figure(source_ids=every), view, "/").sources
    names = {view.records.sources[one].name for one in every}
    assert int(re.findall(r" and (\d+) more$", line)[0]) + len(line.split("; ")) == len(names)


def test_only_sides_whose_claims_are_drawn_are_in_the_legend() -> None:
    found = made_up.figure(legend=(("KIO/KIA", "KIO/KIA"), ("government or military", "military")))
    spec = {"data": [{"marker": {"color": [LIGHT.side("KIO/KIA"), LIGHT.text]}}], "layout": {}}
    assert sides_drawn(found, spec) == [("KIO/KIA", LIGHT.side("KIO/KIA"))]


def test_only_families_that_are_drawn_and_not_named_in_the_marks_are_in_the_legend() -> None:
    spec = made_up.every_mark(LIGHT)
    assert [name for name, _ in families_drawn(spec)] == ["Ground fighting", "Shelling and mines"]
    spec["layout"]["annotations"].append({"text": "■ ground"})
    assert families_drawn(spec) == []


def test_long_texts_wrap_and_stay_inside_the_page(view: View) -> None:
    page = printed(made_up.figure(title=LONG, subtitle=LONG, footnote=LONG), view, "/attacks")
    assert outside(page) == meeting(page) == []


def test_a_word_wider_than_the_page_is_broken() -> None:
    lines = wrapped("x" * 400, 20, 900)
    assert "".join(lines) == "x" * 400
    assert all(width_of(line, 20) <= 900 for line in lines)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_same_figure_gives_the_same_bytes_and_no_trace_of_the_machine(kind: Any, view: View) -> None:
    one, other = (picture(made_up.figure(), View(load()), "/attacks", kind) for _ in range(2))
    assert one == other
    for trace in (b"atplotlib.org", b"Matplotlib v", b"CreationDate", b"/home/", b"/tmp/", b"<dc:date>"):
        assert trace not in one


def test_text_of_the_data_is_set_as_it_is_and_runs_and_links_nothing(view: View) -> None:
    hostile = r"$\alpha$ <script>alert(1)</script> & $x^2"
    svg = picture(made_up.figure(title=hostile), view, "/attacks", "svg")
    assert hostile in words_of(svg)
    assert b"<script" not in svg
    assert b'href="http' not in svg
    assert plain("<a href=x>b</a> <img src=x>") == "<a href=x>b</a> <img src=x>"


def test_the_picture_is_a_slide_of_2000_dots_on_white(view: View) -> None:
    found = imread(io.BytesIO(picture(made_up.figure(), view, "/attacks", "png")))
    assert found.shape[:2] == (1125, 2000)
    assert tuple(found[20, 20][:3]) == (1.0, 1.0, 1.0)


def test_eight_exports_at_once_are_each_what_they_are_alone(view: View) -> None:
    wanted = [made_up.figure(title=f"Number {number % 4}") for number in range(8)]

    def drawn(one: Figure) -> bytes:
        return picture(one, view, "/attacks", "svg")

    alone = [drawn(one) for one in wanted[:4]]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(drawn, wanted)) == [*alone, *alone]


def test_names_of_files_tell_filters_apart_and_are_plain(data: Dataset) -> None:
    names = {stem("events_by_year", one) for one in views(data).values()}
    assert len(names) == len(views(data))
    assert "kachin-events_by_year-2012-2014-momauk" in names
    every = Selection.of(township=tuple(seat.pcode for seat in View(data).records.seats))
    fewer = Selection.of(township=every["township"][:-1])
    assert stem("x", View(data, every)) != stem("x", View(data, fewer))
    assert all(re.fullmatch(r"[a-z0-9_-]{1,100}", stem("x", View(data, one))) for one in (every, fewer))


def test_the_map_counts_every_event_that_has_a_township(view: View) -> None:
    found = figures_on_offer()["map"].make(view)
    assert isinstance(found, Figure)
    table = found.tables["events by township"]
    assert table["events"].sum() == sum(bool(event.pcode) for event in view.counted)
    circles = next(trace for trace in found.plot(LIGHT)["data"] if trace.get("mode") == "markers+text")
    assert len(circles["x"]) == len(table)


def test_the_map_of_a_chosen_township_looks_closer_and_names_its_known_places(data: Dataset) -> None:
    momauk = Selection.of(township=tuple(seat.pcode for seat in View(data).records.seats if seat.township == "Momauk"))
    whole, close = (figures_on_offer()["map"].spec(View(data, one), LIGHT) for one in (Selection.of(), momauk))

    def zoom(spec: Spec) -> float:
        """How many times as wide as the frame the relief is."""
        left, right = spec["layout"]["xaxis"]["range"]
        return float(spec["layout"]["images"][0]["sizex"]) / (right - left)

    assert zoom(close) > 2 * zoom(whole)
    known = {event.place.name for event in View(data, momauk).counted if event.is_mapped} - {"Momauk"}
    named = {text for trace in close["data"] if trace.get("textposition") == "middle right" for text in trace["text"]}
    assert named - {""} <= known
    assert len(named) > 2
