"""The ten tables: each column with its meaning, type, bounds, vocabulary and references, and the pandera schemas.

A new word is one line in VOCABULARIES. Everything else that knows the tables (loader, codebook, data package, headings)
reads them from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

import pandas as pd
import pandera.pandas as pa

LONGEST_NAME, LONGEST_ALIASES = 200, 500  # characters

Kind = Literal["text", "list", "whole", "decimal", "date"]

DTYPES: dict[Kind, str] = {"text": "str", "list": "str", "whole": "Int64", "decimal": "Float64", "date": "datetime64[ns]"}

BASIS = {
    "stated": "the document says so itself",
    "derived": "worked out from other statements in the documents; the note says how",
    "external": "taken from outside the five documents; the note says from where",
}

SIDES = {
    "government or military": "the government of the day, the armed forces and their bodies",
    "KIO/KIA": "the Kachin Independence Organisation, its army and its bodies",
    "anti-junta": "the National Unity Government, its forces and allied resistance bodies since 2021",
    "ethnic armed organisation": "an armed organisation other than the KIO/KIA, or an alliance of such organisations",
    "civil society": "a civic, academic, religious, rights or mediating body that is no party to the fighting",
    "UN": "a body or officer of the United Nations",
    "foreign government": "a state other than Myanmar, or a body of states",
    "media": "a news organisation in its own voice",
    "not stated": "the document does not say",
}

VOCABULARIES: dict[str, dict[str, str]] = {
    "table": {
        "sources": "sources.csv",
        "clashes_per_year": "clashes_per_year.csv",
        "attacks": "attacks.csv",
        "claims": "claims.csv",
        "meetings": "meetings.csv",
        "milestones": "milestones.csv",
        "figures": "figures.csv",
        "organisations": "organisations.csv",
        "places": "places.csv",
        "disputes": "disputes.csv",
    },
    "yes_no": {"yes": "yes", "no": "no"},
    "date_precision": {
        "day": "known to the day; start and end are the same",
        "range": "lasted, or lies, from the start day to the end day",
        "month": "known to the month; start and end are its first and last day",
        "year": "known to the year; start and end are 1 January and 31 December",
        "undated": "no date known; both dates are empty",
    },
    "date_basis": BASIS,
    "basis": BASIS | {"not stated": "the document does not say and nothing allows to work it out"},
    "source_kind": {
        "news report": "an article of a news organisation",
        "organisation profile": "a page that describes one organisation and lists facts about it",
        "agency report": "a text of a news agency, read as an outlet or a copy carries it",
        "state media": "a text of a ministry or of an outlet of the state",
        "organisation report": "a report, release or bulletin of a body that is no news organisation",
        "statement of a party": "a text of an armed organisation or of the government in its own name",
        "UN document": "a report, snapshot or statement of a body of the United Nations",
        "weblog": "a text of a weblog or another personal site, often with parts of other reports",
        "digest": "a text that retells the reports of other outlets",
        "encyclopaedia article": "an article of an open encyclopaedia",
    },
    "collection": {"core": "one of the five documents", "extended": "any other source"},
    "reliability": {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "cannot be judged, the honest default",
    },
    "coverage": {
        "full year": "the count covers 1 January to 31 December of one year",
        "part year": "the count covers a part of one year and is not comparable with a full one",
    },
    "standing": {
        "current": "the newest count of its series for the period",
        "superseded": "an older count of the same year and series, kept and marked, never added to the newer one",
    },
    "clash_unit": {
        "clash": "a clash, in the claimant's own sense of the word",
        "engagement": "an armed engagement, in the claimant's own sense of the word",
        "encounter": "an encounter of troops, shelling included where the claimant counts it",
        "incident": "an armed incident, in the claimant's own sense of the word",
        "township-day": "a township with fighting on one day, however often",
        "airstrike": "an attack from the air",
        "airstrike incident": "one occasion of attack from the air, which may hold several strikes",
    },
    "claimant_side": SIDES,
    "side": SIDES
    | {"joint body": "formed by two or more sides together", "business": "business people acting as mediators or in trade"},
    "event_type": {
        "armed clash": "fighting between two armed sides",
        "offensive": "a series of operations towards one aim",
        "airstrike": "bombs or fire from aircraft",
        "artillery strike": "shells or rockets from the ground",
        "air and artillery strikes": "both together, not told apart by the source",
        "drone strike": "bombs or fire from unmanned aircraft",
        "landmine": "a mine or a planted explosive went off",
        "base seizure": "a base, camp or outpost changed hands",
        "town seizure": "a town, or the last base in it, changed hands",
        "attack on base": "a base, camp or outpost was attacked, whether or not it fell",
        "infrastructure attack": "roads, railways, power or communication were attacked",
        "attack on civilians": "civilians were attacked by other means than those named here",
        "strike (weapon disputed)": "a strike whose weapon the sources name differently",
        "other": "none of the other words",
    },
    "civilian_harm": {
        "yes": "all of the reported harm was to civilians",
        "no": "none of the reported harm was to civilians",
        "mixed": "civilians and fighters were harmed",
        "disputed": "the sources differ on whether those harmed were civilians",
        "not stated": "the source does not say who was harmed, or reports no harm",
    },
    "measure": {
        "killed": "number of people killed",
        "injured": "number of people injured",
        "children killed": "number of children among the killed",
        "weapon": "what weapon was used",
        "responsibility": "who did it, or a denial",
        "events": "number of events",
        "occurrence": "whether it happened at all",
        "motive": "why it was done",
        "result": "what came of it",
        "place": "where it was",
        "other": "none of the other words",
    },
    "qualifier": {
        "exact": "the number as given, low and high are the same",
        "at least": "the number or more; the high is empty",
        "at most": "the number or fewer; the number is the high",
        "about": "around the number",
        "between": "from the low to the high",
        "over": "more than the number; the high is empty",
        "not stated": "in words only, both numbers are empty",
    },
    "meeting_status": {
        "held": "the meeting took place",
        "declined": "one side turned the invitation or demand down",
        "not held": "a meeting was proposed or planned and did not come about, without a refusal told",
        "absent": "the meeting took place without the KIO/KIA",
    },
    "refusing_side": {
        "KIO/KIA": "the KIO/KIA turned it down",
        "government": "the government of the day, or its delegation, turned it down",
    },
    "meeting_format": {
        "formal": "called formal, or signed as such, by the source",
        "informal": "called informal by the source",
        "delegation talks": "talks of full delegations",
        "conference": "a conference of many parties, with speeches or meetings beside it",
        "not stated": "the source does not say",
    },
    "outcome": {
        "agreement signed": "both sides signed an agreement",
        "joint statement": "both sides issued a statement together",
        "agreed to continue": "both sides agreed to go on talking",
        "agreed in principle": "points or a draft were agreed, and nothing was signed",
        "no agreement": "the source says that nothing was agreed",
        "joint body formed": "both sides formed a committee or team together",
        "not stated": "the source does not say",
    },
    "milestone_kind": {
        "agreement": "an agreement was signed or came into force",
        "unilateral ceasefire": "one side declared that it stops fighting, for a time or an area",
        "understanding": "both sides agreed on something or issued a joint statement, short of a signed agreement",
        "statement": "a public statement, speech, letter or interview",
        "founding": "an organisation or body was founded",
        "alliance": "an alliance was formed, joined or left",
        "leadership": "an office changed hands",
        "offensive or fighting": "fighting or an offensive began, grew, ended or is described in general",
        "institution": "an office, school, centre or joint body was opened or run",
        "policy": "a position, demand or refusal that stands for longer",
        "law": "a law, charge or court matter",
        "message": "a message from one organisation to another",
        "anniversary": "a day of remembrance or celebration",
        "meeting (not talks)": "a meeting that is not part of the peace talks",
        "change": "a change in the situation that is none of the above",
        "other": "none of the other words",
    },
    "figure_topic": {
        "deaths": "people killed",
        "injuries": "people injured",
        "displacement": "people who had to leave their homes",
        "detention": "people arrested or held",
        "strength": "size of a force",
        "arms and training": "people trained or armed",
        "talks attendance": "people present at talks",
        "territory": "places, bases or areas held or taken",
        "public finance": "money of the state or of an organisation",
        "operations": "number of operations, attacks or troops in them",
        "clashes outside the yearly counts": "clashes over a period or an area that no yearly count can hold",
        "other": "none of the other words",
    },
    "attack_outcome": {
        "seized": "the attackers took it",
        "held": "the defenders kept it",
        "withdrew": "one side left it without a last fight",
        "repelled": "the attack was beaten off",
        "lost again": "taken, and lost again within the same record",
        "destroyed": "destroyed or burnt down",
        "ongoing": "still fought over at the end of the record",
        "not stated": "not stated, or nothing was there to hold",
    },
    "claim_basis": {
        "KIA only": "the KIO/KIA or those beside it say so, and nobody else",
        "military only": "the military or the government says so, and nobody else",
        "both sides": "both sides say so",
        "independent or witnesses": "residents, relief workers, monitors or reporters say so",
        "not stated": "the source does not say whose word it is",
    },
    "counterpart": {
        "government": "the government of Myanmar or its army, with or without others",
        "China only": "officials of China alone",
        "other groups only": "other organisations alone",
        "not stated": "not stated",
    },
    "figure_measure": {"stock": "a number at one time", "flow": "a number over a period", "not stated": "not stated"},
    "dispute_kind": {
        "contradiction": "two sources, or two places of one, say different things",
        "open question": "no source says it",
        "reading of the text": "one text can be read in two ways",
    },
    "holder": {
        "KIO/KIA": "the KIO/KIA alone",
        "KIO/KIA and allies": "the KIO/KIA with forces beside it",
        "government or military": "the government or the military",
        "other": "another organisation",
        "disputed": "reports of the same time differ",
        "not stated": "not stated",
    },
    "place_kind": {
        "township seat": "the town a township is governed from; all 42 of the study area are listed",
        "town": "a town",
        "village": "a village",
        "village and camp": "a village with a camp of displaced people or of an armed organisation",
        "military base": "a base, camp or outpost",
        "area": "a township or a surrounding area rather than a point",
        "city outside Myanmar": "a venue abroad",
        "city in Myanmar outside the study area": "a venue in Myanmar, but not in Kachin State or northern Shan State",
        "capital": "the capital of Myanmar",
    },
    "precision": {
        "exact": "the site itself or the centre of its town",
        "village": "the village, within about two kilometres",
        "approximate": "near; the radius says how near",
        "township": "only the township is known; its seat stands for it",
    },
}


@dataclass(frozen=True)
class ColumnSpec:
    """One column: what it means and what a cell of it may hold."""

    name: str
    label: str
    meaning: str
    kind: Kind = "text"
    required: bool = False
    unique: bool = False
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    pattern: str = ""
    longest: int | None = None
    example: str = ""
    vocabulary: str = ""
    refers_to: tuple[str, ...] = ()

    @property
    def words(self) -> Mapping[str, str]:
        """The words a cell may hold, each with its meaning; empty when any text may stand."""
        return VOCABULARIES[self.vocabulary] if self.vocabulary else {}

    @property
    def dtype(self) -> str:
        """The pandas type of the column once loaded."""
        return DTYPES[self.kind]


@dataclass(frozen=True)
class TableSpec:
    """One table: what a row is and its columns in order, the first of which is the id."""

    name: str
    title: str
    description: str
    columns: dict[str, ColumnSpec]
    may_be_empty: bool = False

    @property
    def key(self) -> str:
        """The name of the id column."""
        return next(iter(self.columns))

    @property
    def file(self) -> str:
        """The file name of the table."""
        return f"{self.name}.csv"


def _key(name: str, label: str, pattern: str, example: str) -> ColumnSpec:
    meaning = "Stable id, never reused."
    return ColumnSpec(name, label, meaning, required=True, unique=True, pattern=pattern, example=example)


def _word(name: str, label: str, meaning: str, vocabulary: str, *, required: bool = True) -> ColumnSpec:
    return ColumnSpec(name, label, meaning, required=required, vocabulary=vocabulary)


def _count(name: str, label: str, meaning: str, unit: str, *, required: bool = False) -> ColumnSpec:
    return ColumnSpec(name, label, meaning, "whole", required=required, unit=unit, minimum=0)


def _id_of(name: str, label: str, meaning: str, *tables: str, required: bool = False, kind: Kind = "text") -> ColumnSpec:
    return ColumnSpec(name, label, meaning, kind, required=required, refers_to=tables)


_text = ColumnSpec
_day = partial(ColumnSpec, kind="date")
_ids_of = partial(_id_of, kind="list")
_name = partial(ColumnSpec, longest=LONGEST_NAME)  # a text also said in titles and lists, where a long one has no room


def _harmed(group: str, who: str) -> tuple[ColumnSpec, ...]:
    """The four numbers of killed and injured of one group, where a source splits them."""
    return tuple(
        _count(f"{group}_{harm}_{end}", f"{group.capitalize()} {harm}, {end}", f"{_END[end]} number of {who} {harm}.", "people")
        for harm in ("killed", "injured")
        for end in ("low", "high")
    )


_END = {"low": "Lowest", "high": "Highest"}
NOTE = _text("note", "Note", "What a reader must know to read the row rightly.")
PLACE_WRITTEN = _text("place_as_written", "Place as written", "The place in the words of the document.")
SUMMARY = _text("summary", "Summary", "What happened, in our own words.", required=True)
CLAIMANT = _name("claimant", "Claimant", "Who gives the number or makes the statement.", required=True)
CLAIMANT_SIDE = _word("claimant_side", "Side of the claimant", "On which side the claimant stands.", "claimant_side")
EVIDENCE = (
    _ids_of("source_ids", "Sources", "The documents that say so.", "sources", required=True),
    ColumnSpec("locators", "Where in the source", "Paragraph, row or entry, parallel to the sources.", "list", True),
)
DATES = (
    _day("date_start", "From", "First day, or first day of the span it lies in."),
    _day("date_end", "To", "Last day, or last day of the span it lies in."),
    _word("date_precision", "Date precision", "How precisely the date is known.", "date_precision"),
    _word("date_basis", "Date basis", "Where the date comes from; empty when undated.", "date_basis", required=False),
)
VALUES = (
    _count("value_low", "Low", "Lowest value; empty when unknown.", "as the row says"),
    _count("value_high", "High", "Highest value; empty when unknown or open.", "as the row says"),
)
COUNTED_RECORDS = ("attacks", "clashes_per_year", "meetings", "milestones", "figures")
RECORDS = (*COUNTED_RECORDS, "claims", "organisations", "places", "sources")
SERIES = "Counts of one claimant in one unit for one area; only within it are years compared."
WEIGHTS = "1 is a turn of the war, 2 of the talks or a front, 3 the rest."
SLUG = "[a-z][A-Za-z0-9_]*"


def _table(name: str, title: str, description: str, *columns: ColumnSpec, may_be_empty: bool = False) -> TableSpec:
    return TableSpec(name, title, description, {column.name: column for column in columns}, may_be_empty)


_SPECS = (
    _table(
        "sources",
        "Sources",
        "One row is one document.",
        _key("source_id", "Source", r"d\d{3,}", "d000"),
        _name("title", "Title", "The headline, or what the document is where it has none.", required=True),
        _name("publisher", "Publisher", "Who published it."),
        _word("publisher_basis", "Publisher basis", "Where the publisher's name comes from.", "basis"),
        _day("published_on", "Published on", "Day of publication, or the earliest day it can be."),
        _word("published_basis", "Date basis", "Where the day of publication comes from.", "basis"),
        _word("kind", "Kind", "What kind of document it is.", "source_kind"),
        ColumnSpec("language", "Language", "ISO 639 code of its language.", "text", True, pattern="[a-z]{2,3}", example="en"),
        ColumnSpec("url", "Address", "Where it can be read.", pattern=r"https?://\S+", example="https://example.org/a"),
        ColumnSpec("document", "Document", "Number of the core document.", unique=True, pattern=r"\d{3}", example="000"),
        _word("collection", "Collection", "Whether it is one of the five documents.", "collection"),
        _word("reliability", "Reliability", "Admiralty letter of the source.", "reliability"),
        NOTE,
    ),
    _table(
        "clashes_per_year",
        "Clashes per year",
        "One row is one published count of clashes.",
        _key("count_id", "Count", r"K\d{2,}", "K01"),
        _id_of("counterpart_id", "Against", "The organisation the KIO/KIA clashed with.", "organisations", required=True),
        _name("area", "Area", "The area the count is for, or not stated.", required=True),
        _day("period_start", "From", "First day the count covers.", required=True),
        _day("period_end", "To", "Last day the count covers.", required=True),
        _count("clashes", "Clashes", "Number published, in the unit of the row.", "as the row says", required=True),
        _word("unit", "Unit", "What the claimant counts.", "clash_unit"),
        ColumnSpec("series", "Series", SERIES, required=True, pattern=SLUG, example="profile_kio_2012"),
        CLAIMANT,
        CLAIMANT_SIDE,
        _word("coverage", "Coverage", "Whether the count covers the whole year.", "coverage"),
        _word("standing", "Standing", "Whether a newer count of the same year replaces it.", "standing"),
        *EVIDENCE,
        NOTE,
    ),
    _table(
        "attacks",
        "Attacks",
        "One row is one attack, strike, seizure, clash or aggregated attack figure.",
        _key("attack_id", "Attack", r"A\d{3,}", "A001"),
        *DATES,
        _word("event_type", "Type", "What kind of event it was.", "event_type"),
        _id_of("actor_id", "Actor", "The organisation said to have done it.", "organisations"),
        _text("actor_note", "Actor note", "Who took part or what the source leaves open about the actor."),
        _text("target", "Target", "What or who was attacked."),
        _id_of("place_id", "Place", "Where it was.", "places"),
        PLACE_WRITTEN,
        _id_of("part_of", "Part of", "The larger record it belongs to.", "attacks"),
        _count("events_low", "Events, low", "Lowest number of events the row stands for.", "events"),
        _count("events_high", "Events, high", "Highest number of events; empty when unknown or open.", "events"),
        _word("counted", "Counted", "Whether it enters counts; context, parts and accusations do not.", "yes_no"),
        _count("killed_low", "Killed, low", "Lowest number of people killed; empty when not stated.", "people"),
        _count("killed_high", "Killed, high", "Highest number of people killed; empty when unknown or open.", "people"),
        _count("injured_low", "Injured, low", "Lowest number of people injured; empty when not stated.", "people"),
        _count("injured_high", "Injured, high", "Highest number of people injured; empty when unknown or open.", "people"),
        *_harmed("civilians", "civilians"),
        *_harmed("military", "members of the military, police and allied militia"),
        *_harmed("kia", "members of the KIA and of forces fighting beside it"),
        _count("displaced_low", "Displaced, low", "Lowest number of people displaced by it; empty when not stated.", "people"),
        _count(
            "displaced_high", "Displaced, high", "Highest number of people displaced; empty when unknown or open.", "people"
        ),
        _word("outcome", "Outcome", "What became of the place or post that was attacked.", "attack_outcome"),
        _word("claim_basis", "Claim basis", "Whose word the record rests on.", "claim_basis"),
        _text("victims", "Victims", "Who was harmed, as the source has it."),
        _word("civilian_harm", "Civilian harm", "Whether civilians were harmed.", "civilian_harm"),
        SUMMARY,
        *EVIDENCE,
        NOTE,
    ),
    _table(
        "claims",
        "Claims",
        "One row is one claim on a record where claims differ or something is denied.",
        _key("claim_id", "Claim", r"C\d{3,}", "C001"),
        _id_of("record_id", "Record", "The record the claim is about.", *COUNTED_RECORDS, required=True),
        _word("measure", "Measure", "What the claim is about.", "measure"),
        _word("qualifier", "Qualifier", "How the number is meant.", "qualifier"),
        *VALUES,
        _text("statement", "Statement", "The claim in our own words.", required=True),
        CLAIMANT,
        CLAIMANT_SIDE,
        _id_of("source_id", "Source", "The document that reports the claim.", "sources", required=True),
        _text("locator", "Where in the source", "Paragraph, row or entry.", required=True),
        NOTE,
    ),
    _table(
        "meetings",
        "Meetings",
        "One row is one meeting held, or one invitation declined.",
        _key("meeting_id", "Meeting", r"M\d{2,}", "M01"),
        ColumnSpec("number", "Number", "The document's own number of the meeting.", "whole", unique=True, minimum=1),
        _word("status", "Status", "Held or declined.", "meeting_status"),
        *DATES,
        _word("format", "Format", "What kind of meeting it was.", "meeting_format"),
        _id_of("place_id", "Place", "Where it was, or was to be.", "places"),
        PLACE_WRITTEN,
        _text("kio_side", "KIO/KIA side", "Who came, or was invited, for the KIO/KIA."),
        _text("other_side", "Other side", "Who came, or invited, for the other side."),
        _ids_of("other_side_ids", "Organisations opposite", "Those named, or whom its persons came for.", "organisations"),
        _word("counterpart", "Counterpart", "Whom the KIO/KIA met, or was to meet.", "counterpart"),
        _text("third_parties", "Third parties", "Observers, mediators and others."),
        _word("declined_by", "Declined by", "The side that declined; empty when held.", "refusing_side", required=False),
        _word("outcome", "Outcome", "What came of it.", "outcome"),
        SUMMARY,
        *EVIDENCE,
        NOTE,
    ),
    _table(
        "milestones",
        "Milestones",
        "One row is one agreement, statement, founding, alliance or change.",
        _key("milestone_id", "Milestone", r"E\d{3,}", "E001"),
        *DATES,
        _word("kind", "Kind", "What kind of milestone it is.", "milestone_kind"),
        _ids_of("organisations", "Organisations", "The organisations it concerns.", "organisations"),
        ColumnSpec("weight", "Weight", WEIGHTS, "whole", True, minimum=1, maximum=3),
        ColumnSpec("label", "Label", "Its name on a chart.", required=True, longest=28),
        SUMMARY,
        *EVIDENCE,
        NOTE,
    ),
    _table(
        "figures",
        "Figures",
        "One row is one other published figure: deaths of a phase of the war, displacement, strength and the like.",
        _key("figure_id", "Figure", r"F\d{3,}", "F001"),
        _word("topic", "Topic", "What the figure is about.", "figure_topic"),
        _word(
            "show", "Shown", "Whether it stands on a page; lists of attendance and the like stand in the tables only.", "yes_no"
        ),
        _word("measure", "Measure", "A number at one time, or over a period.", "figure_measure"),
        _name("area", "Area", "The area the figure is for."),
        _day("period_start", "From", "First day the figure covers."),
        _day("period_end", "To", "Last day the figure covers."),
        _word("qualifier", "Qualifier", "How the number is meant.", "qualifier"),
        *VALUES,
        _name("unit", "Unit", "What is counted.", required=True),
        CLAIMANT,
        CLAIMANT_SIDE,
        *EVIDENCE,
        NOTE,
    ),
    _table(
        "organisations",
        "Organisations",
        "One row is one armed or political organisation, under one name however many the documents use.",
        _key("organisation_id", "Organisation", SLUG, "kio_kia"),
        _name("name", "Name", "The name used here.", required=True),
        _name("abbreviation", "Abbreviation", "The usual short form."),
        ColumnSpec("aliases", "Other names", "Other names and spellings in the documents.", "list", longest=LONGEST_ALIASES),
        _word("side", "Side", "On which side it stands.", "side"),
        NOTE,
    ),
    _table(
        "places",
        "Places",
        "One row is one place on a record, or one of the 42 township seats of the study area.",
        _key("place_id", "Place", SLUG, "laiza"),
        _name("name", "Name", "The English name used here.", required=True),
        _name("name_my", "Burmese name", "The name in Burmese script."),
        ColumnSpec("aliases", "Other names", "Other names and spellings.", "list", longest=LONGEST_ALIASES),
        _word("kind", "Kind", "What kind of place it is.", "place_kind"),
        _name("township", "Township", "The township it lies in."),
        ColumnSpec("township_pcode", "P-code", "MIMU code of the township.", pattern=r"MMR\d{6}", example="MMR001001"),
        _name("district", "District", "The district it lies in."),
        _name("state", "State", "The state, region or province it lies in."),
        _name("country", "Country", "The country it lies in.", required=True),
        ColumnSpec("latitude", "Latitude", "North, WGS 84.", "decimal", unit="degrees", minimum=5, maximum=35),
        ColumnSpec("longitude", "Longitude", "East, WGS 84.", "decimal", unit="degrees", minimum=90, maximum=110),
        _word("precision", "Precision", "What the coordinates stand for.", "precision"),
        ColumnSpec("radius_km", "Radius", "Radius the place lies within.", "decimal", unit="kilometres", above=0),
        _word("sensitive", "Sensitive", "Whether it shelters civilians: no finer than 0.01 degrees.", "yes_no"),
        _text("coordinate_source", "Origin of the coordinates", "Where the coordinates were taken from."),
        NOTE,
    ),
    _table(
        "disputes",
        "Disputes",
        "One row is one thing the documents contradict or leave open.",
        _key("dispute_id", "Dispute", r"D\d{3,}", "D001"),
        _name("topic", "Topic", "What it is about, in a few words.", required=True),
        _word("kind", "Kind", "What kind of doubt it is.", "dispute_kind"),
        _word("weight", "Weight", "Whether it changes a number or a date on a page.", "yes_no"),
        _text("question", "Question", "The question left open.", required=True),
        _text("reading_a", "One reading", "One way to read the documents.", required=True),
        _text("reading_b", "Another reading", "Another way to read the documents."),
        _text("how_handled", "How handled", "What the tables do about it.", required=True),
        _ids_of("record_ids", "Records", "The records it touches.", *RECORDS),
        *EVIDENCE,
    ),
    _table(
        "control",
        "Who held which town",
        "One row is one report of who held a town from a day on.",
        _key("control_id", "Report", r"T\d{3,}", "T001"),
        _id_of("place_id", "Place", "The town.", "places", required=True),
        _day("from_date", "From", "The first day it was reported so."),
        _word("date_precision", "Date precision", "How precise the day is.", "date_precision"),
        _word("holder", "Holder", "Who was reported to hold it.", "holder"),
        _text("how", "How", "How it came to be so, as reported.", required=True),
        _ids_of("record_ids", "Records", "The records that tell of it.", "attacks", "milestones"),
        *EVIDENCE,
        NOTE,
        may_be_empty=True,
    ),
    _table(
        "ucdp_by_year",
        "UCDP by year",
        "One row is UCDP's count of fatal events between the government and the KIO in a year and area, with its deaths.",
        _key("ucdp_id", "Row", r"U\d{3,}", "U001"),
        ColumnSpec("year", "Year", "The calendar year.", "whole", True, minimum=1946, maximum=2100),
        _name("area", "Area", "UCDP's first-level division, or all areas.", required=True),
        _count("fatal_events", "Fatal events", "Events with at least one death.", "events", required=True),
        _count("deaths_low", "Deaths, low", "UCDP's low estimate, summed over the events.", "people", required=True),
        _count("deaths_best", "Deaths, best", "UCDP's best estimate, summed over the events.", "people", required=True),
        _count("deaths_high", "Deaths, high", "UCDP's high estimate, summed over the events.", "people", required=True),
        _count("deaths_civilians", "Civilians", "Part of best that UCDP attributes to civilians.", "people"),
        _count("deaths_government", "Government", "Part of best that UCDP attributes to the government.", "people"),
        _count("deaths_kio", "KIO", "Part of best that UCDP attributes to the KIO.", "people"),
        *EVIDENCE,
        NOTE,
        may_be_empty=True,
    ),
    _table(
        "core_readings",
        "Core readings",
        "One row is one value as the five documents alone give it, where another source has settled or widened it.",
        _key("reading_id", "Reading", r"R\d{3,}", "R001"),
        _word("table", "Table", "The table the record stands in.", "table"),
        _id_of("record_id", "Record", "The record whose value it is.", *RECORDS, "disputes", required=True),
        _text(
            "column", "Column", "The column; that of the id says that the five documents do not give the row.", required=True
        ),
        _text("core_value", "Core value", "The value as the five documents give it; empty when they do not state it."),
        NOTE,
        may_be_empty=True,
    ),
    _table(
        "distinct_pairs",
        "Distinct pairs",
        "One row is two attack records close in time and place that are two events, not one told twice.",
        _key("pair_id", "Pair", r"P\d{3,}", "P001"),
        _id_of("id_one", "One record", "The record with the lower number.", "attacks", required=True),
        _id_of("id_two", "Another record", "The record with the higher number.", "attacks", required=True),
        _text("why", "Why they are distinct", "What tells the two events apart.", required=True),
        NOTE,
        may_be_empty=True,
    ),
)

TABLES: dict[str, TableSpec] = {spec.name: spec for spec in _SPECS}


@cache
def frame_schema(name: str) -> pa.DataFrameSchema:
    """The pandera schema of a table: strict, ordered columns with types, emptiness, bounds, words and uniqueness."""
    columns = {column.name: _frame_column(column) for column in TABLES[name].columns.values()}
    return pa.DataFrameSchema(columns, strict=True, ordered=True, name=name)


def _frame_column(column: ColumnSpec) -> pa.Column:
    return pa.Column(column.dtype, checks(column), nullable=not column.required, description=column.meaning)


def checks(column: ColumnSpec) -> list[pa.Check]:
    """The pandera checks of a column; the error of each is the rule in words, to be read after the value."""
    found = []
    if column.unique:
        found.append(pa.Check(_used_once, error="must be used in one row only"))
    if column.words:
        found.append(pa.Check.isin(list(column.words), error=f"must be one of: {', '.join(column.words)}"))
    if column.pattern:
        found.append(pa.Check.str_matches(rf"^(?:{column.pattern})$", error=f"must look like {column.example}"))
    if column.longest is not None:
        found.append(
            pa.Check.str_length(max_value=column.longest, error=f"must not be longer than {column.longest} characters")
        )
    if column.minimum is not None:
        found.append(pa.Check.ge(column.minimum, error=bounds(column)))
    if column.maximum is not None:
        found.append(pa.Check.le(column.maximum, error=bounds(column)))
    if column.above is not None:
        found.append(pa.Check.gt(column.above, error=bounds(column)))
    return found


def bounds(column: ColumnSpec) -> str:
    """The bounds of a column in words, such as 'must lie between 5 and 35 degrees'; empty when it has none."""
    unit = f" {column.unit}" if column.unit in ("degrees", "kilometres") else ""
    if column.above is not None:
        return f"must be more than {column.above:g}{unit}"
    if column.maximum is not None:
        return f"must lie between {column.minimum:g} and {column.maximum:g}{unit}"
    return f"must be {column.minimum:g} or more{unit}" if column.minimum is not None else ""


def _used_once(cells: pd.Series) -> pd.Series:
    return ~cells.duplicated(keep=False)
