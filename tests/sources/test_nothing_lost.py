"""Property: whatever the lines, every one is a row, cell for cell, or set aside."""

import csv

from hypothesis import example, given
from hypothesis import strategies as st

from phm.sources.reading.read_csv import read_csv


WIDTH = 3
HEADER = "A,B,C"

fields = st.one_of(
    st.sampled_from(['"', '""', '"x"', '"x,y"', '"x""y"', 'x"y', "", "-", "[c]", "é€"]),
    st.text(alphabet='ab1," é\t;', max_size=6),
)
texts = st.lists(fields, max_size=5).map(",".join)


@given(st.lists(texts, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
@example(['x","y"'], "\n")
@example(['1,x","y', "1,2,3"], "\n")
@example(['1,x","y', '1,x","y'], "\n")
@example(['"1",2,"3" '], "\r\n")
@example(["1,2\x00,3", "1,2,3"], "\n")
def test_every_line_is_a_row_or_set_aside(lines: list[str], newline: str) -> None:
    data = newline.join([HEADER, *lines, ""]).encode()
    content = read_csv(data, name="x.csv")
    rejects = {reject.line: reject.text for reject in content.rejects}
    rows = {row.pop("_line"): list(row.values()) for row in content.table.to_pylist()}
    assert content.lines_read == len(rows) + len(rejects) == len(lines)
    for number, line in enumerate(lines, start=2):
        if number in rejects:
            assert rejects[number] == line
        else:
            (cells,) = csv.reader([line])
            assert rows[number] == [cell or None for cell in cells]


@given(
    st.lists(st.lists(st.text(alphabet='a,"é 1', min_size=1), min_size=3, max_size=3))
)
def test_well_formed_lines_all_land(rows: list[list[str]]) -> None:
    quoted = [",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in r) for r in rows]
    content = read_csv("\n".join([HEADER, *quoted, ""]).encode(), name="x.csv")
    assert not content.rejects
    assert [list(row.values())[:WIDTH] for row in content.table.to_pylist()] == rows


def test_far_apart_bad_lines_keep_their_numbers() -> None:
    short = {1_000, 150_000, 199_999}
    lines = [f"{n},x" if n in short else f"{n},x,y" for n in range(2, 200_001)]
    content = read_csv("\n".join([HEADER, *lines]).encode(), name="x.csv")
    assert {reject.line for reject in content.rejects} == short
    first, line = content.table["A"].to_pylist(), content.table["_line"].to_pylist()
    assert [int(text) for text in first] == line
