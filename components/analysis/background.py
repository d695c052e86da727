"""How the war came about, for a reader who has never heard of it: a short paragraph whose every sentence rests on records."""

from components.dataset.kept import kept
from components.dataset.load import Dataset, record
from components.dataset.sources import citation, document_names

# What is needed before any number, each sentence with the records it rests on.
SENTENCES = (
    (
        "The Kachin Independence Organisation (KIO) and its army, the KIA, are active in Kachin State and northern Shan State, "
        "in the north of Myanmar, have their headquarters at Laiza and want a federal democracy.",
        ("E083", "E001"),
    ),
    (
        "They were founded in 1960 or 1961, the records differ, and signed a ceasefire with the government of the day on "
        "24 February 1994.",
        ("E002", "E003", "E004"),
    ),
    (
        "Fighting with the military began again on 9 June 2011. In 2013 the KIO and the government signed two agreements that "
        "were to reduce it.",
        ("E006", "E026", "E028"),
    ),
    (
        "The military took power over the country on 1 February 2021. The KIA has joined the resistance against it, and the "
        "military's invitations of 2022 and 2023 were declined.",
        ("E043", "E049", "M31", "M32", "M33"),
    ),
)


def background(everything: Dataset) -> str:
    """The paragraph: the sentences all of whose records these data hold; empty when there is none."""
    return " ".join(words for words, _ in _resting(everything))


@kept
def background_sources(everything: Dataset) -> str:
    """The records under the paragraph, each with its sources and where in them."""
    documents = document_names(everything.sources)
    cited = []
    for identity in dict.fromkeys(identity for _, records in _resting(everything) for identity in records):
        _, row = record(everything, identity)
        cited.append(f"{identity}: {citation(row['source_ids'], row['locators'], documents)}")
    return "; ".join(cited)


def _resting(everything: Dataset) -> list[tuple[str, tuple[str, ...]]]:
    held = {*everything.milestones["milestone_id"], *everything.meetings["meeting_id"]}
    return [sentence for sentence in SENTENCES if held.issuperset(sentence[1])]
