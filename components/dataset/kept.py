"""What a pure function made is kept by the content of what it was given, and handed out again instead of being made anew."""

import hashlib
import io
import pickle
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

import pandas as pd
import pyarrow as pa

from components.dataset.load import TABLES, Dataset

MOST = 64  # results of one function; the one that was not asked for the longest goes first
_digests: WeakKeyDictionary[Dataset, bytes] = WeakKeyDictionary()
Given = ParamSpec("Given")
Made = TypeVar("Made")


def kept(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """The function, run once for each content it is given, whoever asks and however often.

    For functions that depend on nothing but what they are given. What they give back is shared: frames, lists and dicts are
    handed out as copies, anything else must not be changed by who gets it.
    """
    results: OrderedDict[bytes, Made] = OrderedDict()
    lock = Lock()

    @wraps(make)
    def made_or_kept(*args: Given.args, **options: Given.kwargs) -> Made:
        key = content_key((args, sorted(options.items())))
        with lock:
            if key in results:
                results.move_to_end(key)
                return _handed_out(results[key])
        result = make(*args, **options)
        with lock:
            results[key] = result
            while len(results) > MOST:
                results.popitem(last=False)
        return _handed_out(result)

    return made_or_kept


def content_key(given: object) -> bytes:
    """The digest of a content; a millisecond for a table of a few hundred rows.

    The bytes of two equal contents may differ, and then the result is made once more; those of different contents do not agree.
    """
    stream = io.BytesIO()
    writer = _Writer(stream, protocol=5)
    writer.fast = True  # by value alone, whichever objects are shared: what is given is a tree
    writer.dump(given)
    return hashlib.blake2b(stream.getbuffer(), digest_size=20).digest()


class _Writer(pickle.Pickler):
    """Writes tables by their cells, however they lie in memory, and datasets by a digest made once for each."""

    def persistent_id(self, given: object) -> object:
        """What stands for an object; None for one that is written as it is."""
        if isinstance(given, pd.DataFrame):
            return "frame", given.dtypes.astype(str).tolist(), _cells(given)
        if isinstance(given, pd.Series):
            return "series", str(given.dtype), _cells(given.to_frame())
        if isinstance(given, Dataset):
            if given not in _digests:
                _digests[given] = content_key([given.table(name) for name in TABLES] + [given.version, given.date])
            return "datasets", _digests[given]
        return None


def _cells(frame: pd.DataFrame) -> object:
    """The cells with their columns and index: as Arrow writes them, or one by one where a column is of mixed kinds."""
    try:
        table = pa.Table.from_pandas(frame, preserve_index=True).replace_schema_metadata(None).combine_chunks()
    except (pa.ArrowException, ValueError, TypeError):
        columns = [frame.iloc[:, number].tolist() for number in range(frame.shape[1])]
        return frame.columns.tolist(), frame.index.tolist(), columns
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    return frame.columns.tolist(), stream.getvalue().to_pybytes()


def _handed_out(result: Made) -> Made:
    if isinstance(result, pd.DataFrame):
        return cast("Made", result.copy())
    if isinstance(result, list | dict):
        return cast("Made", cast("Any", result).copy())
    return result
