"""A history comes in bounded parts that can be found again, whatever the file is."""

import io
import sys
from pathlib import Path

import pytest

from civilbot.backtest.dump import record
from civilbot.backtest.history import (
    MAX_LINE,
    PART,
    DumpFile,
    Known,
    Mark,
    Part,
    Stream,
    read_parts,
)
from civilbot.errors import BadInput
from tests.unit.backtest.dumps import comment, dump, lines, many

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

WHOLE = lines(*many(2000))


def _joined(parts: list[Part]) -> bytes:
    return b"".join(part.lines for part in parts)


def _packed(path: Path, *frames: bytes) -> Path:
    path.write_bytes(b"".join(zstd.compress(frame) for frame in frames))
    return path


def test_parts_are_whole_lines_of_bounded_size_in_order() -> None:
    """Nothing is lost between them, and nothing comes twice."""
    parts = list(read_parts(io.BytesIO(WHOLE), Mark()))
    assert _joined(parts) == WHOLE
    assert all(part.lines.endswith(b"\n") for part in parts)
    assert max(len(part.lines) for part in parts) < PART + 2000
    assert parts[-1].end == Mark(len(WHOLE), 2000)
    assert [p.start for p in parts[1:]] == [p.end for p in parts[:-1]]


def test_a_last_line_without_an_end_is_a_line() -> None:
    """Many programs leave it out."""
    [part] = read_parts(io.BytesIO(b'{"a": 1}\n{"b": 2}'), Mark())
    assert (part.lines, part.end.line) == (b'{"a": 1}\n{"b": 2}', 2)


@pytest.mark.parametrize("size", [MAX_LINE + PART + 1, 10_000_000])
def test_a_line_far_too_long_is_passed_over_and_told(size: int) -> None:
    """Ten megabytes in one line do not take ten megabytes, and what follows is read."""
    stream = io.BytesIO(b"first\n" + b"x" * size + b"\nlast\n")
    parts = list(read_parts(stream, Mark()))
    assert [(p.lines, p.overlong) for p in parts] == [
        (b"first\n", True),
        (b"last\n", False),
    ]
    assert [p.end.line for p in parts] == [2, 3]
    assert parts[-1].end.offset == size + 12


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_can_be_gone_on_with_from_any_part(
    tmp_path: Path, *, packed: bool
) -> None:
    """The same parts follow as if it had never been stopped."""
    path = tmp_path / "dump"
    if packed:
        _packed(path, WHOLE)
    else:
        path.write_bytes(WHOLE)
    file = DumpFile(path)
    parts = list(file.parts(Mark()))
    assert _joined(parts) == WHOLE
    assert parts[-1].share == 1.0
    for at, part in enumerate(parts):
        assert list(file.parts(part.end)) == parts[at + 1 :]


def test_frames_that_follow_one_another_are_one_history(tmp_path: Path) -> None:
    """So do those who pack in pieces, or put files together."""
    file = DumpFile(_packed(tmp_path / "a.zst", WHOLE[:100_001], b"", WHOLE[100_001:]))
    parts = list(file.parts(Mark()))
    assert _joined(parts) == WHOLE
    assert parts[-1].broken == ""


def test_a_window_of_two_gigabytes_is_allowed(tmp_path: Path) -> None:
    """The archives are packed so; more is asked for only where the file is as large."""
    options = {
        int(zstd.CompressionParameter.window_log): 31,
        int(zstd.CompressionParameter.enable_long_distance_matching): 1,
    }
    path = tmp_path / "long.zst"
    packer = zstd.ZstdCompressor(options=options)
    path.write_bytes(packer.compress(WHOLE) + packer.flush())
    assert _joined(list(DumpFile(path).parts(Mark()))) == WHOLE


@pytest.mark.parametrize("missing", [1, 5, 1000, 20_000])
def test_a_file_that_ends_too_early_is_read_up_to_there_and_told(
    tmp_path: Path, missing: int
) -> None:
    """A copy that broke off must not pass for the whole, nor half a line for one."""
    path = tmp_path / "a.zst"
    noise = lines(*(comment(f"a{n}", str(n * 7919**5)) for n in range(20_000)))
    path.write_bytes(zstd.compress(noise)[:-missing])
    file = DumpFile(path)
    parts = list(file.parts(Mark()))
    assert parts[-1].broken == "the file ends too early: it was not copied whole"
    assert all(part.broken == "" for part in parts[:-1])
    assert noise.startswith(_joined(parts))
    assert _joined(parts).endswith(b"\n")
    assert parts[-1].end.line == _joined(parts).count(b"\n")
    assert list(file.parts(parts[0].end)) == parts[1:]


def test_a_file_that_ends_before_anything_can_be_read_is_told(tmp_path: Path) -> None:
    """It is not an empty history."""
    path = tmp_path / "a.zst"
    path.write_bytes(zstd.compress(WHOLE)[:9])
    [part] = DumpFile(path).parts(Mark())
    assert part.broken == "the file ends too early: it was not copied whole"


def test_a_damaged_file_is_read_up_to_the_damage(tmp_path: Path) -> None:
    """Said with where it is."""
    path = tmp_path / "a.zst"
    path.write_bytes(zstd.compress(WHOLE) + b"no frame at all")
    parts = list(DumpFile(path).parts(Mark()))
    assert _joined(parts) == WHOLE
    assert parts[-1].broken.startswith("the file is damaged here: ")


def test_a_file_damaged_at_its_beginning_is_refused(tmp_path: Path) -> None:
    """Nothing of it can be unpacked."""
    path = tmp_path / "a.zst"
    path.write_bytes(zstd.compress(WHOLE)[:4] + b"\xff" * 1000)
    with pytest.raises(BadInput, match=r"a\.zst: cannot be unpacked: it is damaged"):
        list(DumpFile(path).parts(Mark()))


@pytest.mark.parametrize(
    ("content", "why"), [(None, "No such file"), (b"", "is empty")]
)
def test_a_missing_or_empty_file_is_refused(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    """In one line, with its name."""
    path = tmp_path / "a.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match=why):
        DumpFile(path)


def test_another_file_has_another_identity(tmp_path: Path) -> None:
    """Even of the same name and size; the same content is the same file anywhere."""
    one = DumpFile(dump(tmp_path / "a", *many(3))).identity
    same = DumpFile(dump(tmp_path / "b", *many(3))).identity
    other = DumpFile(dump(tmp_path / "a", *many(3, author="somebody_2"))).identity
    assert one == same
    assert one != other


def test_a_stream_is_read_as_it_comes() -> None:
    """Standard input cannot be recognised again."""
    stream = Stream(io.BytesIO(WHOLE))
    assert _joined(list(stream.parts(Mark()))) == WHOLE
    assert stream.identity == {}


def test_items_at_hand_come_in_small_parts() -> None:
    """From the database or from a listing."""
    records = [record(comment(f"a{n}")) for n in range(130)]
    parts = list(Known("listing", iter(records), 130).parts(Mark()))
    assert [len(part.records) for part in parts] == [64, 64, 2]
    assert [one for part in parts for one in part.records] == records
    assert (parts[-1].end.line, parts[-1].share) == (130, 1.0)
