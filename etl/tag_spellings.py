"""Which spellings stand for one tag: "Sci-Fi", "scifi" and "sci fi", "aliens" and "alien".

Nothing is guessed: two spellings are one tag only where both are in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalog.names.normalization import letters, written

FEWEST_PEOPLE = 3
"""People who must have given a tag, to any film, for it to be one."""
SURELY_MEANT = 10
"""People who must have given the tag that a misspelling is taken for."""
MIN_MISSPELLED = 8
"""Letters from which on a word with one wrong letter can hardly be another word."""
NO_PLURALS = ("news", "arms", "goods")
"""Words that mean something else without their s."""
NO_PLURAL_ENDS = ("ss", "us", "is")
MIN_SINGULAR = 3
"""Letters of the shortest word that has a plural."""
ENDINGS = (("ie", "y"), ("che", "ch"), ("she", "sh"), ("xe", "x"), ("se", "s"), ("ze", "z"))
"""What is left of a plural without its s, and the ending to compare: "comedie" and "comedy"."""
AMERICAN = (
    *(("our", "or"), ("ise", "ize"), ("isation", "ization"), ("yse", "yze")),
    *(("theatre", "theater"), ("centre", "center"), ("grey", "gray"), ("jewellery", "jewelry")),
)
"""British letters and the American ones for them."""


def spellings(people: Mapping[str, int]) -> dict[str, str]:
    """The tag that each spelling stands for.

    Parameters
    ----------
    people
        How many people use each spelling.

    Returns
    -------
    tags
        For each spelling that of its tag which most people use, in lower case.
    """
    keys = {text: letters(text) for text in people}
    used: dict[str, int] = {}
    for text, key in keys.items():
        used[key] = used.get(key, 0) + people[text]
    tag_of = {key: _root(key) for key in used}
    meant: dict[str, int] = {}
    for key, tag in tag_of.items():
        meant[tag] = meant.get(tag, 0) + used[key]
    corrected = _corrected(meant)
    tag_of = {key: corrected.get(tag, tag) for key, tag in tag_of.items()}
    forms: dict[str, dict[str, int]] = {}
    for text, key in keys.items():
        counts = forms.setdefault(tag_of[key], {})
        counts[written(text)] = counts.get(written(text), 0) + people[text]
    names = {
        tag: min(counts.items(), key=lambda form: (-form[1], form[0]))[0]
        for tag, counts in forms.items()
    }
    return {text: names[tag_of[key]] for text, key in keys.items()}


def _root(key: str) -> str:
    """What the singular and the plural of a tag have in common, in British and American letters."""
    for british, american in AMERICAN:
        key = key.replace(british, american)
    plural = key.endswith("s") and not key.endswith(NO_PLURAL_ENDS) and key not in NO_PLURALS
    if plural and len(key) > MIN_SINGULAR:
        key = key[:-1]
    for ending, other in ENDINGS:
        if key.endswith(ending):
            return key.removesuffix(ending) + other
    return key


def _corrected(meant: Mapping[str, int]) -> dict[str, str]:
    """The only tag in wide use that is one wrong letter away, for tags that few people gave."""
    sure = (tag for tag, people in meant.items() if people >= SURELY_MEANT and _is_long(tag))
    near: dict[str, set[str]] = {}
    for tag in sure:
        for shorter in _one_less(tag):
            near.setdefault(shorter, set()).add(tag)
    corrected = {}
    for tag, people in meant.items():
        if people < FEWEST_PEOPLE and _is_long(tag):
            candidates = set().union(*(near.get(shorter, ()) for shorter in _one_less(tag)))
            found = [other for other in candidates if _is_one_letter_off(tag, other)]
            if len(found) == 1:
                corrected[tag] = found[0]
    return corrected


def _is_long(tag: str) -> bool:
    return len(tag) >= MIN_MISSPELLED and tag.isalpha()


def _one_less(tag: str) -> Iterable[str]:
    """The tag, and all that is left of it without one letter."""
    return {tag, *(tag[:at] + tag[at + 1 :] for at in range(len(tag)))}


def _is_one_letter_off(one: str, other: str) -> bool:
    """Whether a letter is missing, added, wrong, or two that are neighbors have changed places."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other)) <= 1
    here, there = one[start:], other[start:]
    return (
        here[1:] == there
        or here == there[1:]
        or here[1:] == there[1:]
        or (here[:2] == there[1::-1] and here[2:] == there[2:])
    )
