"""What makes a text hard to read, said as advice: long sentences, unknown words, jargon."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from csp_portal.plain_english.jargon import PLAINER

MOST_WORDS = 25
# The aim is a reading age of 9 to 11; only what is clearly harder is worth a word.
HIGHEST_AGE = 12
# Below this many words the formula says nothing.
FEWEST_WORDS = 40
SHOWN_AT_MOST = 5

SENTENCE_END = re.compile(r"(?<=[.!?])[”\"')]*\s+|\n+")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
ABBREVIATION = re.compile(r"\b[A-Z](?:[A-Z0-9]|&(?=[A-Z])){1,6}(?=s?\b)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
ROMAN = re.compile(r"[IVX]+")
# Everybody says these as words.
EVERYDAY = {"UK", "TV", "PDF", "OK", "AM", "PM"}
JARGON = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, PLAINER), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
JOINED_VOWELS = re.compile(r"(?:ia|io|eo|ua)(?!$)")
SILENT = (re.compile(r"(?<![ley])e$"), re.compile(r"(?<![td])ed$"))
ONE_SOUND = re.compile(r"tion|sion|cial|tial|cious|tious")


@dataclass(frozen=True)
class Advice:
    """What could be said more plainly in a text; empty lists where nothing can."""

    long_sentences: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    jargon: list[tuple[str, str]] = field(default_factory=list)
    reading_age: int | None = None

    def __bool__(self) -> bool:
        return any((self.is_hard, self.long_sentences, self.abbreviations, self.jargon))

    @property
    def is_hard(self) -> bool:
        """Whether the reading age is above the aim."""
        return (self.reading_age or 0) > HIGHEST_AGE


def advise(text: str, *, known: Iterable[str] = ()) -> Advice:
    """Return advice on plain text; ``known`` are abbreviations that are explained elsewhere."""
    return Advice(
        long_sentences=long_sentences(text)[:SHOWN_AT_MOST],
        abbreviations=unexplained(text, known=known)[: SHOWN_AT_MOST * 2],
        jargon=jargon(text)[: SHOWN_AT_MOST * 2],
        reading_age=reading_age(text),
    )


def sentences(text: str) -> list[str]:
    """Return the sentences; a new line ends one as well, as in a heading or a list."""
    return [part.strip() for part in SENTENCE_END.split(text) if part and part.strip()]


def long_sentences(text: str) -> list[str]:
    """Return the sentences of more than 25 words."""
    return [one for one in sentences(text) if len(one.split()) > MOST_WORDS]


def unexplained(text: str, *, known: Iterable[str] = ()) -> list[str]:
    """Return the abbreviations that neither ``known`` nor the text itself explains."""
    explained = EVERYDAY | set(map(str.upper, known))
    found = dict.fromkeys(ABBREVIATION.findall(POSTCODE.sub("", text)))
    unknown = [one for one in found if one not in explained and not ROMAN.fullmatch(one)]
    return [one for one in unknown if not is_spelled_out(one, text)]


def is_spelled_out(abbreviation: str, text: str) -> bool:
    """Whether the text says what it stands for: “a long name (ALN)” or “ALN (a long name)”."""
    short = re.escape(abbreviation)
    return bool(re.search(rf"[a-z]s? \({short}s?\)|\b{short}s? \([a-zA-Z]+ [a-z]", text))


def jargon(text: str) -> list[tuple[str, str]]:
    """Return the words of jargon in the text, each once, with a plainer one."""
    found = dict.fromkeys(word.lower() for word in JARGON.findall(text))
    return [(word, PLAINER[word]) for word in found]


def reading_age(text: str) -> int | None:
    """Return the age at which the text can be read; None when it is too short to tell.

    It is the Flesch-Kincaid grade and five years, with syllables counted by rule.
    """
    counted = [one for one in sentences(text) if len(one.split()) > 2]
    words = [word for one in counted for word in WORD.findall(one)]
    if len(words) < FEWEST_WORDS:
        return None
    syllables_each = sum(map(syllables, words)) / len(words)
    grade = 0.39 * len(words) / len(counted) + 11.8 * syllables_each - 15.59
    return max(5, round(grade + 5))


def syllables(word: str) -> int:
    """Return how many syllables a word has, right for about nine words in ten."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", letters))
    # Each in its turn, and no word loses its only syllable.
    for silent in SILENT:
        count = max(1, count - bool(silent.search(letters)))
    count += bool(JOINED_VOWELS.search(letters)) and not ONE_SOUND.search(letters)
    return max(1, count)
