"""The parts of the Briefing page: the preview, and the files, which are built only when asked for."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.charts.described import Figure
from components.dataset.project_texts import project_texts
from components.export.briefing import Briefing, Progress, everything_file, sheet, slides
from components.export.briefing_figures import OFFERS, TABLES
from components.export.pictures import picture_file
from components.text.escaping import markdown_text

BUILT = "briefing_built"
LABELS = {key: offer.label for key, offer in OFFERS.items()} | TABLES
SHOWN_LENGTH = 60


@dataclass(frozen=True)
class Product:
    """One file of a briefing: what it is, what it is good for, and how it is built."""

    label: str
    called: str
    use: str
    ending: str
    mime: str
    build: Callable[[Briefing, Progress], bytes]


def _everything(made: Briefing, progress: Progress) -> bytes:
    return everything_file(made, project_texts(), progress)


PRODUCTS = {
    "slides": Product(
        "Slides",
        "slides",
        "PowerPoint or LibreOffice, 16:9. One figure a slide, bar charts as charts whose numbers can be edited, method and "
        "caveats in the notes.",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        slides,
    ),
    "sheet": Product(
        "Sheet",
        "sheet",
        "One page of HTML with figures, tables, caveats and sources. Opens without network, prints to A4.",
        "html",
        "text/html",
        sheet,
    ),
    "everything": Product(
        "Everything",
        "ZIP",
        "A ZIP with the pictures (PNG and SVG), the numbers (CSV), the data package, citation, licence, filters and codebook.",
        "zip",
        "application/zip",
        _everything,
    ),
}


def unknown_in_address() -> list[str]:
    """A sentence for each value of `figures` in the address that is no figure; one given by its short name is understood."""
    address = st.query_params.get_all("figures")
    if "figures" not in st.session_state and any(value in LABELS for value in address):
        st.query_params["figures"] = [LABELS.get(value, value) for value in address]
        st.rerun()  # the box reads the address as it stood when the run began
    unknown = [value for value in address if value and value not in LABELS.values()]
    clean = ["".join(mark if mark.isprintable() else " " for mark in value)[:SHOWN_LENGTH] for value in unknown[:SHOWN_LENGTH]]
    return [f'Ignored in the address: "{value}" is no figure and no table.' for value in dict.fromkeys(clean)]


def preview(made: Briefing) -> None:
    """Show one of the figures as it will be printed, chosen by its title."""
    titles = {figure.title: figure for figure in made.figures}
    chosen = st.selectbox("Preview", list(titles), key="briefing_preview")
    figure = titles.get(chosen, made.figures[0])
    st.image(_drawn(made.everything.fingerprint, repr(made.choice), figure.name, figure), alt=figure.spoken, width="stretch")
    st.caption("\n".join(f"- {markdown_text(line)}" for line in figure.beside))


def products(made: Briefing, keys: list[str]) -> None:
    """Offer each file of a briefing: a button that builds it, and when it stands, the download."""
    state = (made.everything.fingerprint, repr(made.choice), tuple(keys))
    kept = st.session_state.get(BUILT, {})
    built = {name: content for (of, name), content in kept.items() if of == state}
    grid = st.grid(3, min_column_width=280)
    for name, product in PRODUCTS.items():
        with grid.container(border=True, height="stretch"):
            st.subheader(product.label, anchor=False)
            st.markdown(markdown_text(product.use))
            impossible = name == "slides" and not made.figures
            if st.button(f"Build the {product.called}", key=f"build_{name}", disabled=impossible):
                built[name] = _built(made, product)
            if impossible:
                st.caption("Choose a figure: slides hold no tables.")
            if name in built:
                size = f"{len(built[name]) / 1000:,.0f} kB"
                st.download_button(
                    f"Download the {product.called} ({size})",
                    built[name],
                    f"{made.name}.{product.ending}",
                    product.mime,
                    key=f"download_{name}",
                    on_click="ignore",
                    type="primary",
                )
    st.session_state[BUILT] = {(state, name): content for name, content in built.items()}


def _built(made: Briefing, product: Product) -> bytes:
    bar = st.progress(0.0, f"Building the {product.called}")
    content = product.build(made, lambda share, words: _show(bar.progress, share, words))
    bar.empty()
    return content


def _show(draw: Callable[..., object], share: float, words: str) -> None:
    draw(share, words)


@st.cache_data(max_entries=40, show_spinner="Drawing the preview")
def _drawn(fingerprint: str, choice: str, name: str, _figure: Figure) -> bytes:
    return picture_file(_figure, "png")
