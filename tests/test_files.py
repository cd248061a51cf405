"""The boundary where files are opened: what is read, what is refused, what is written."""

from __future__ import annotations

import ast
import os
import stat
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lexique.errors import InputError, LexiqueError, UseError
from lexique.files import (
    LIMITS,
    AtomicFile,
    Content,
    atomic_write,
    decode,
    find_inputs,
    open_input,
    read_bytes,
    read_text,
    refuse_other_content,
    refuse_same_file,
    sniff,
)
from lexique.model import Source

SOURCES = Path(__file__).parent.parent / "src" / "lexique"
# Who may open what outside `files`: package data by path of the installation, SQLite by design.
MAY_OPEN = {"resources.py", "index.py", "compiling.py"}
OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
FOREIGN_OPENERS = {"load_workbook", "urlopen", "read_csv", "read_excel", "connect"}


def calls_in(path: Path) -> list[tuple[int, str, str]]:
    """Return line, receiver and name of each call in a module that might open a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            found.append((node.lineno, "", node.func.id))
        elif isinstance(node.func, ast.Attribute):
            found.append((node.lineno, ast.unparse(node.func.value), node.func.attr))
    return found


def opens_a_file(receiver: str, name: str) -> bool:
    """Return whether a call opens a file; zip members are parts of a stream already opened."""
    if name in FOREIGN_OPENERS or (not receiver and name == "open"):
        return True
    is_path = receiver.startswith("Path(") or receiver.endswith(("path", "_file", "folder"))
    return name in OPENERS and is_path


def test_only_the_package_files_opens_files() -> None:
    faults = [
        f"{path.relative_to(SOURCES)}:{line}: {receiver}.{name}(...)"
        for path in sorted(SOURCES.rglob("*.py"))
        if path.parent != SOURCES / "files" and path.name not in MAY_OPEN
        for line, receiver, name in calls_in(path)
        if opens_a_file(receiver, name)
    ]

    assert faults == [], "open files through lexique.files:\n" + "\n".join(faults)


def fault_of(data: bytes, **options: object) -> InputError:
    with pytest.raises(InputError) as raised:
        decode(data, "x.csv", **options)  # type: ignore[arg-type]
    return raised.value


# --- encodings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text", "encoding", "had_bom"),
    [
        ("rôle\n".encode(), "rôle\n", "utf-8", False),
        (b"\xef\xbb\xbf" + "rôle\n".encode(), "rôle\n", "utf-8", True),
        ("rôle\n".encode("cp1252"), "rôle\n", "cp1252", False),
        ("coût €\n".encode("cp1252"), "coût €\n", "cp1252", False),
        (b"\xff\xfe" + "rôle\n".encode("utf-16-le"), "rôle\n", "utf-16-le", True),
        (b"\xfe\xff" + "rôle\n".encode("utf-16-be"), "rôle\n", "utf-16-be", True),
        ("patient•e\n".encode("cp1252"), "patient•e\n", "cp1252", False),
        (b"", "", "utf-8", False),
    ],
)
def test_the_encoding_is_decided_by_rule(
    data: bytes, text: str, encoding: str, had_bom: bool
) -> None:
    found = decode(data, "x.csv")

    assert (found.text, found.encoding, found.had_bom) == (text, encoding, had_bom)


def test_mixed_encodings_are_refused_at_the_first_line_that_is_not_utf8() -> None:
    fault = fault_of("a\nrôle\nb\n".encode() + "rôle\nété\n".encode("cp1252"))

    assert fault.where is not None and fault.where.line == 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    data = end.join(["a", "rôle", "b"]).encode() + end.encode() + "rôle".encode("cp1252")

    fault = fault_of(data)

    assert fault.where is not None and fault.where.line == 4


def test_a_byte_without_meaning_in_windows_1252_is_refused_with_its_line() -> None:
    fault = fault_of(b"role\nm\x8fdiateur\n")

    assert fault.where is not None and fault.where.line == 2


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850"])
def test_old_code_pages_are_refused_rather_than_spoilt(encoding: str) -> None:
    fault = fault_of("rôle\nsanté mentale\nchargé de rôle\n".encode(encoding))

    assert "neither" in fault.what.en


def test_an_old_code_page_is_read_when_it_is_named() -> None:
    assert decode("rôle".encode("mac-roman"), "x", encoding="mac-roman").text == "rôle"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"a,b\n\x00\x01\x02\n", b"\x01\x02\x03\xff\xfe\xfd" * 9]
)
def test_binary_content_is_named_as_such_on_line_1(data: bytes) -> None:
    fault = fault_of(data)

    assert "binary" in fault.what.en
    assert fault.where is not None and fault.where.line == 1


def test_utf16_without_mark_is_named() -> None:
    assert "UTF-16" in fault_of("role;note\n".encode("utf-16-le") * 20).what.en


def test_rdf_refuses_utf16_by_name() -> None:
    fault = fault_of(b"\xff\xfe" + "a".encode("utf-16-le"), utf8_only=True)

    assert "UTF-16" in fault.what.en
    assert fault.where is not None and fault.where.line == 1


def test_an_unknown_encoding_is_wrong_usage() -> None:
    for name in ("klingon", "unicode_escape", "rot13", "base64"):
        with pytest.raises(UseError):
            decode(b"a", "x", encoding=name)


def test_a_line_above_the_limit_is_refused_with_its_number() -> None:
    limits = LIMITS.with_overrides(["line_bytes=10"])

    fault = fault_of(b"short\n" + b"x" * 11 + b"\n", limits=limits)

    assert "line_bytes = 10" in fault.what.en
    assert fault.where is not None and fault.where.line == 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_text_comes_back_from_utf8(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), "x").text == text


@given(st.lists(st.sampled_from(["a", "\n", "\r\n", "\r", "é"]), max_size=40))
def test_the_commonest_line_end_is_found(parts: list[str]) -> None:
    text = "".join(parts)
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}

    found = decode(text.encode(), "x").newline

    assert counts[found] == max(counts.values())


# --- opening ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["http://127.0.0.1:8799/x.csv", "https://example.org/x", "s3://bucket/x", "file:///etc/hosts"],
)
def test_an_address_is_not_a_file(path: str) -> None:
    with pytest.raises(InputError, match="address is not a file"):
        read_bytes(path)


def test_a_folder_a_missing_file_and_a_device_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv", "/dev/null", "a\0b"):
        with pytest.raises(InputError):
            read_bytes(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    with pytest.raises(InputError, match="device or a pipe"):
        read_bytes(pipe)


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"x" * 100)

    with pytest.raises(InputError, match="file_bytes = 99"):
        read_bytes(path, limits=LIMITS.with_overrides(["file_bytes=99"]))


def test_standard_input_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"x" * 100)))

    with pytest.raises(InputError, match="file_bytes"):
        read_bytes("-", limits=LIMITS.with_overrides(["file_bytes=99"]))


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("rôle".encode("cp1252"))))

    assert read_text("-").text == "rôle"


def test_a_limit_that_does_not_exist_is_wrong_usage() -> None:
    for assignment in ("colour=3", "rows=many", "rows=0", "rows", "rows=-1"):
        with pytest.raises(UseError):
            LIMITS.with_overrides([assignment])


# --- contents --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "content"),
    [
        (b"<!DOCTYPE html><html>", Content.HTML),
        (b"\xef\xbb\xbf  <html lang=fr>", Content.HTML),
        (b'<?xml version="1.0"?><rdf:RDF', Content.XML),
        (b'{"a": 1}', Content.JSON),
        (b'[{"a": 1}]', Content.JSON),
        (b"PK\x03\x04....", Content.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OLE),
        (b"PAR1....", Content.PARQUET),
        (b"%PDF-1.7", Content.PDF),
        ("<html>".encode("utf-16"), Content.HTML),
        (b"role,note\na,b\n", None),
        (b"[id],role\n", None),
        (b"<script>,x\n", None),
    ],
)
def test_content_is_told_by_its_first_bytes(head: bytes, content: Content | None) -> None:
    assert sniff(head) is content


def test_an_extension_that_lies_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"looks like HTML, the name says csv"):
        refuse_other_content(b"<html>", "x.csv")
    with pytest.raises(InputError, match=r"looks like text, the name says xlsx"):
        refuse_other_content(b"role,note\n", "x.xlsx", [Content.ZIP])


# --- folders and patterns ----------------------------------------------------------------------


def test_a_folder_gives_its_files_in_order_and_tells_what_it_ignored(tmp_path: Path) -> None:
    for name in ("b.csv", "a.CSV", "notes.docx", ".hidden.csv", "sub/c.csv", "pending/d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    found = find_inputs([tmp_path], ["csv"], skip_folders=["pending"])

    assert [Path(file).name for file in found.files] == ["a.CSV", "b.csv", "c.csv"]
    assert [Path(file).name for file in found.ignored] == ["notes.docx"]


def test_a_pattern_gives_what_it_matches_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text("x")

    found = find_inputs([f"{tmp_path}/*.csv", tmp_path / "a.csv"], ["csv"])

    assert [Path(file).name for file in found.files] == ["a.csv", "b.csv"]


def test_a_folder_without_anything_to_read_and_another_extension_are_refused(
    tmp_path: Path,
) -> None:
    (tmp_path / "x.docx").write_text("x")

    for path in (tmp_path, tmp_path / "x.docx", tmp_path / "*.csv"):
        with pytest.raises(InputError):
            find_inputs([path], ["csv"])


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert len(find_inputs([tmp_path], ["csv"]).files) == 1


# --- writing -----------------------------------------------------------------------------------


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o640)

    atomic_write(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "ordinary").write_text("x")

    atomic_write(tmp_path / "ours", b"x")

    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("ordinary", "ours")}
    assert len(modes) == 1


def test_a_failing_block_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    with pytest.raises(KeyboardInterrupt), AtomicFile(path) as stream:
        stream.write(b"half of the new")
        raise KeyboardInterrupt

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace", "mkstemp"])
@pytest.mark.parametrize("number", [5, 28])  # EIO, ENOSPC
def test_a_failing_disk_leaves_the_old_file(
    step: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    target = {"fsync": "os.fsync", "replace": "pathlib.Path.replace", "mkstemp": "tempfile.mkstemp"}
    monkeypatch.setattr(target[step], fail)
    with pytest.raises(UseError):
        atomic_write(path, b"new")

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@given(fails_at=st.integers(0, 6))
def test_a_write_that_fails_anywhere_leaves_the_old_file(
    fails_at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("writing")
    path = folder / "out.csv"
    path.write_bytes(b"old")
    is_written = True

    try:
        with AtomicFile(path) as stream:
            for step in range(5):
                if step == fails_at:
                    raise OSError(28, "no space left")
                stream.write(b"new")
    except UseError:
        is_written = False

    assert path.read_bytes() == (b"new" * 5 if is_written else b"old")
    assert list(folder.iterdir()) == [path]


WRITER = """
import sys
from lexique.files import AtomicFile
while True:
    with AtomicFile(sys.argv[1]) as stream:
        for _ in range(50):
            stream.write(b"new" * 1000)
            stream.flush()
    print("written", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as run:
        for _ in range(20):
            assert run.stdout is not None and run.stdout.readline()
            assert path.read_bytes() == b"new" * 50_000
        run.kill()

    assert path.read_bytes() == b"new" * 50_000


def test_a_link_a_folder_and_a_device_are_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("precious")
    link = tmp_path / "link.csv"
    link.symlink_to(target)

    for path in (link, tmp_path, Path("/dev/null"), tmp_path / "none" / "x.csv"):
        with pytest.raises(UseError):
            atomic_write(path, b"x")

    assert target.read_text() == "precious"


def test_leftovers_of_killed_runs_are_removed_after_a_day(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".out.csv.1.tmp", tmp_path / ".out.csv.2.tmp"
    for path in (old, fresh):
        path.write_text("x")
    os.utime(old, (0, 0))

    atomic_write(tmp_path / "out.csv", b"x")

    assert not old.exists() and fresh.exists()


def test_the_input_is_never_the_output(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("x")
    (tmp_path / "hard.csv").hardlink_to(path)

    for other in (path, tmp_path / "." / "x.csv", tmp_path / "hard.csv"):
        with pytest.raises(UseError):
            refuse_same_file(path, other)
    refuse_same_file(path, tmp_path / "y.csv")


def test_every_fault_says_what_and_how_to_mend_it_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(LexiqueError) as raised, open_input(str(tmp_path)):
        pass

    fault = raised.value
    assert all((fault.what.fr, fault.what.en, fault.mend.fr, fault.mend.en))


def test_every_limit_says_what_is_too_large_and_what_to_do() -> None:
    for name in LIMITS._fields:
        fault = LIMITS.exceeded(name, Source("x.csv"))

        assert name in fault.what.en and str(getattr(LIMITS, name)) in fault.what.fr
        assert fault.mend.fr.endswith(".") and fault.mend.fr != fault.mend.en
