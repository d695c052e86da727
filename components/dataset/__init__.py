"""The curated tables: their schema, how they are read and checked, and what is worked out of them once."""

from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"  # here, so that whoever needs the folder alone waits for no pandas
