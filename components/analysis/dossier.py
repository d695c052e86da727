"""One record of any kind: what it is called, what is known of it, who says what, where it comes from, how to cite it."""

from dataclasses import dataclass

from components.analysis import events
from components.analysis.meetings import NAMES, lane
from components.dataset.kinds import (
    FAMILY_NAMES,
    Claim,
    Count,
    Event,
    Holding,
    Meeting,
    Number,
    Placed,
    Published,
    Record,
    Row,
    Source,
)
from components.dataset.load import Dataset
from components.dataset.records import Records
from components.filters.view import View

PRECISION = {"exact": "known to the place", "village": "known to the village", "township": "known to the township"}


@dataclass(frozen=True)
class Cited:
    """A source of a record with the place in it that says so."""

    source: Source
    locator: str


def title(record: Record) -> str:
    """What a record is called: its kind and its place, or its number and its claimant."""
    if isinstance(record, Event):
        return record.title
    if isinstance(record, Meeting):
        kind = {
            "government": "Talks",
            "china": "Talks with China",
            "declined": "Talks declined",
            "failed": "Talks that fell through",
            "others": "Meeting",
        }[lane(record)]
        return f"{kind}, {record.place.name}" if record.place.id else kind
    if isinstance(record, Count):
        is_clash, number = record.unit == "clash", f"{record.value:,}"
        return f"{number} clashes, {record.claimant.split(',')[0]}" if is_clash else f"{number}, {record.unit}"
    if isinstance(record, Holding):
        return f"{record.place.name}, reported holder: {record.holder}"
    if isinstance(record, Published):
        return f"{record.value.words} {record.unit}".strip().capitalize()
    return str(getattr(record, "label", record.id))


def chips(record: Record) -> list[tuple[str, str]]:
    """Short facts of a record with the name of their icon."""
    found = [("event", record.when)]
    if isinstance(record, Event):
        found.append(("category", FAMILY_NAMES[record.family]))
        found += [] if record.counted else [("block", "not counted")]
        found += [("flag", record.row["outcome"])] if record.row["outcome"] != "not stated" else []
        found += [("campaign", record.row["claim_basis"])] if record.row["claim_basis"] != "not stated" else []
    if isinstance(record, Meeting):
        found.append(("handshake", NAMES[lane(record)]))
    if isinstance(record, Count | Published):
        found.append(("campaign", record.claimant.split(",")[0]))
    if isinstance(record, Count):
        found += [("timelapse", record.coverage)] + ([("history", "superseded")] if record.standing != "current" else [])
    if isinstance(record, Placed) and record.place.id:
        found.append(("location_on", f"{record.place.name}, {precision(record)}"))
    return found


def precision(record: Placed) -> str:
    """How exactly the place of a record is known, in words."""
    if record.place.precision == "approximate" and record.place.radius_km:
        return f"within {record.place.radius_km:.0f} km"
    return PRECISION.get(record.place.precision, "place as named")


def facts(record: Record) -> list[tuple[str, str]]:
    """The stated numbers and names of a record; what is not stated is left out."""
    row = record.row
    found: list[tuple[str, str]] = []
    if isinstance(record, Event):
        found = [("Killed", record.killed.words), ("Injured", record.injured.words)]
        groups = [(key, name, harm) for key, name in GROUPS.items() for harm in ("killed", "injured")]
        found += [(f"{name}, {harm}", _range(row, f"{key}_{harm}")) for key, name, harm in groups]
        found += [("Displaced", _range(row, "displaced")), ("By", row["actor_note"] or ""), ("Target", row["target"] or "")]
    if isinstance(record, Meeting):
        found = [("KIO/KIA side", row["kio_side"] or ""), ("Other side", record.other_side)]
        found += [
            ("Others present", row["third_parties"] or ""),
            ("Outcome", row["outcome"] if row["outcome"] != "not stated" else ""),
        ]
    if isinstance(record, Count | Published):
        found = [("Area", row["area"] or ""), ("Claimant", record.claimant)]
    return [(name, words) for name, words in found if words]


GROUPS = {"civilians": "Civilians", "military": "Military", "kia": "KIA"}


def _range(row: Row, name: str) -> str:
    return Number(row[f"{name}_low"], row[f"{name}_high"]).words


def beside(record: Record, view: View) -> list[Event]:
    """The other events of a view at the place of a record that is known to a site or village, the latest first."""
    place = record.place if isinstance(record, Placed) else None
    return events.latest(one for one in view.events if one.is_mapped and one.place == place and one is not record)


def summary(record: Record) -> str:
    """What happened, in our own words; empty for kinds that have no summary."""
    return str(record.row.get("summary") or record.row.get("how") or "")


def sources_of(record: Record, records: Records) -> list[Cited]:
    """Each source of a record with its place, in the order of the record."""
    pairs = zip(record.source_ids, record.locators, strict=False)
    return [Cited(records.sources[identity], locator) for identity, locator in pairs if identity in records.sources]


def statements(claims: tuple[Claim, ...]) -> list[Claim]:
    """The claims that are no number of killed or injured: said in words, those of one measure together."""
    said = [claim for claim in claims if claim.measure not in ("killed", "injured") or not claim.value]
    return [claim for measure in dict.fromkeys(one.measure for one in said) for claim in said if claim.measure == measure]


def citation(record: Record, dataset: Dataset, records: Records) -> str:
    """The record with the places in its sources, as a part of the data set."""
    cited = "; ".join(f"{one.source.publisher or one.source.title}, {one.locator}" for one in sources_of(record, records)[:4])
    more = "; and others" if len(record.source_ids) > 4 else ""
    return (
        f"Kachin Conflict Dashboard, record {record.id}: {title(record)}, {record.when}. "
        f"Data version {dataset.version} of {dataset.date}. Sources: {cited}{more}."
    )


def found_by(text: str, records: Records) -> list[Record]:
    """The records whose id, title, place or summary has all words of a text, the best matches first."""
    words = text.casefold().split()
    if not words:
        return []
    exact = records.by_id.get(text.strip().upper())
    hits = [record for record in records.by_id.values() if all(word in _haystack(record) for word in words)]
    hits.sort(key=lambda record: (not all(word in title(record).casefold() for word in words), record.id))
    return ([exact] if exact else []) + [record for record in hits if record is not exact]


def _haystack(record: Record) -> str:
    place = (record.place.name, record.place.township, *record.place.aliases) if isinstance(record, Placed) else ()
    return " ".join((record.id, title(record), record.when, summary(record), *place)).casefold()
