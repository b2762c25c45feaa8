"""The text of a check for another form of a task: of an id, of a number, of a bar chart.

What is right, and what a likely mistake gives, is sealed here, so that `variants.toml` names only
the values. Each gives the code of a cell.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefingroom import practice

BEGIN = "# Check {}: run this cell with Shift+Enter\nfrom briefingroom import practice\n"
HIDDEN = (
    "# Your teacher's check {}: nothing to run here\n### BEGIN HIDDEN TESTS\n"
    "from briefingroom import practice\n{}\n### END HIDDEN TESTS"
)


def need(condition: str, line: str) -> str:
    """A line of a check."""
    return f"practice.need({condition}, {quoted(line)})"


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def whole(number: int, praise: str, lines: Iterable[str], remarks: bool = False) -> str:
    """A check with its lines."""
    head = f"with practice.check({quoted(praise)}){' as remarks' if remarks else ''}:"
    return BEGIN.format(number) + "\n".join([head, *(f"    {line}" for line in lines)])


def check_of_sentence(
    number: int,
    answer: str,
    right: str,
    example: str,
    praise: str,
    near: Mapping[str, str] | None = None,
    last: str = "This sentence is in the right place, but it is not the one that is asked for.",
    stay: tuple[str, ...] = (),
) -> str:
    """A check of the id of a sentence: `near` has lines for other sentences, `stay` the parts of
    the collection in which to look, from the largest.
    """
    return whole(number, praise, lines_of_sentence(answer, right, example, near or {}, last, stay))


def lines_of_sentence(
    answer: str,
    right: str,
    example: str,
    near: Mapping[str, str],
    last: str,
    stay: Iterable[str] = (),
) -> list[str]:
    one = "One id is asked for, as text between quotation marks, and no list or table."
    part = "That is a whole turn or paragraph. The id of a sentence ends in its number, as in .s1."
    unknown = f"No sentence has this id: an id looks like {example}."
    lines = [
        f"given = practice.identifier({answer})",
        need("isinstance(given, str)", one),
        need('given != ""', "Write the id of a sentence between the quotation marks."),
        "said = br.sentences()",
        need("given not in set(said.turn) | set(said.paragraph)", part),
        need("given in set(said.sentence)", unknown),
        need(f"given != {quoted(example)}", "That is the example."),
    ]
    lines += [need(f"given != {quoted(id)}", line) for id, line in near.items()]
    lines += [
        need(f'given.startswith("{place}.")', f"That sentence is elsewhere; look in {place}.")
        for place in stay
    ]
    return [*lines, need(f'practice.opens(given, "{practice.seal(right)}")', last)]


def check_of_number(
    number: int,
    call: str,
    right: Any,
    praise: str,
    mistakes: Mapping[str, Any],
    last: str,
    places: int = 1,
) -> str:
    """A check of one number, or of the numbers that a function gives, rounded to some places."""
    nothing = "The function gives nothing back yet: end it with return."
    count = len(in_list(right))
    wanted = "One number is asked for."
    given = call
    is_list = "True"
    if count > 1:
        wanted = f"{count} numbers are asked for."
        given = f"practice.each_number({call})"
        is_list = f"isinstance(got, list) and len(got) == {count}"
    lines = [
        f"got = {given}",
        need("got is not None", nothing),
        need(is_list, wanted),
        f"numbers = {'got' if count > 1 else '[got]'}",
        need("all(isinstance(one, (int, float)) for one in numbers)", wanted),
        f"found = [round(float(one), {places}) for one in numbers]",
    ]
    lines += [
        need(f'not practice.opens(found, "{sealed_list(value, places)}")', line)
        for line, value in mistakes.items()
    ]
    lines += [need(f'practice.opens(found, "{sealed_list(right, places)}")', last)]
    return whole(number, praise, lines)


def sealed_list(value: Any, places: int) -> str:
    values = map(float, in_list(value))
    return practice.seal([round(one, places) for one in values])


def in_list(value: Any) -> list:
    """A value as a list of one, or the values of several."""
    if isinstance(value, (tuple, list)):
        return list(value)
    return [value]


def hidden_check(number: int, praise: str, cases: Iterable[tuple[str, Any]], line: str) -> str:
    """A hidden check of a function: calls, and what each must give."""
    lines = [f"with practice.check({quoted(praise)}):"]
    for call, right in cases:
        lines.append(f"    got = practice.each_number({call})")
        lines.append("    got = got if isinstance(got, list) else [practice.number(got)]")
        wanted = list(map(float, in_list(right)))
        fits = f"len(got) == {len(wanted)} and all(isinstance(one, (int, float)) for one in got)"
        same = f"all(abs(one - right) <= 0.06 for one, right in zip(got, {wanted}))"
        lines.append(f"    {need(f'{fits} and {same}', line)}")
    return HIDDEN.format(number, "\n".join(lines))


def check_of_bars(
    number: int,
    values: Mapping[str, float],
    praise: str,
    thing: str,
    unit: tuple[str, ...],
    mistakes: Mapping[str, Mapping[str, float]] | None = None,
    names: str = "",
    last: str = "The bars have other lengths than the data.",
    places: int = 1,
    shown: str = "",
) -> str:
    """A check of a bar chart: the length of each named bar, the label of its axis, its title.

    `names` is the code for the words by which a bar may be named, `shown` more of what a title may
    speak of.
    """
    words = names or f"{{name: [] for name in {list(dict(values))!r}}}"
    right, lengths = rounded(values, places), sorted(rounded(values, places).values())
    elsewhere = "The lengths are right, but some stand at the name of another bar."
    lines = [
        need('hasattr(chart, "containers")', "Keep the axes in chart, as the first line does."),
        "drawn = practice.bars(chart)",
        need(f"len(drawn) == {len(right)}", f"Draw {len(right)} bars, one for each {thing}."),
        f"names = {words}",
        f"named = practice.named_bars(chart, names, {quoted(thing)})",
        f"found = {{name: round(length, {places}) for name, length in named.items()}}",
    ]
    lines += [
        need(f'not practice.opens(found, "{practice.seal(rounded(wrong, places))}")', line)
        for line, wrong in (mistakes or {}).items()
    ]
    lines += [
        f'right = practice.opens(found, "{practice.seal(right)}")',
        need(
            f'right or not practice.opens(sorted(found.values()), "{practice.seal(lengths)}")',
            elsewhere,
        ),
        need("right", last),
        "label = practice.label_of_lengths(chart)",
        need("label", "Label the axis along which the bars reach."),
        need(
            f"practice.says(label, {', '.join(map(quoted, unit))})",
            f"The label of the axis must say what is counted: {unit[0]}.",
        ),
        f"remarks.append(practice.title_holds(chart, practice.Shown(named, names{shown})))",
    ]
    return whole(number, praise, lines, remarks=True)


def rounded(values: Mapping[str, float], places: int) -> dict[str, float]:
    return {str(name): round(float(value), places) for name, value in values.items()}


CHECKS: dict[str, Callable[..., str]] = {
    one.__name__: one for one in (check_of_sentence, check_of_number, hidden_check, check_of_bars)
}
