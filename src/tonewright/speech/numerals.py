"""Numbers as English words, the way they are sung: years in pairs, decades, ordinals, money."""

import re

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_ONES += ["twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MONEY = {"$": "dollars", "£": "pounds", "€": "euros"}
_NUMBER = re.compile(r"([$£€]?)(\d[\d.,]*)(st|nd|rd|th|'?s|%)?")


def number_words(text: str) -> list[str]:
    """The words of a written number such as `7`, `1999`, `90's`, `3rd`, `$5`, `50%` or `3.5`.

    Numbers of more than nine digits are said digit by digit, at most twelve of them.
    """
    match = _NUMBER.match(text)
    if match is None:
        return []
    sign, digits, suffix = match.groups()
    whole, _, fraction = digits.rstrip(".,").replace(",", "").partition(".")
    words = _whole(whole)
    if fraction:
        words += ["point", *(_ONES[int(d)] for d in fraction.replace(".", "")[:6])]
    if suffix in ("s", "'s"):
        words[-1] = words[-1][:-1] + "ies" if words[-1].endswith("y") else words[-1] + "s"
    elif suffix == "%":
        words.append("percent")
    elif suffix:
        words[-1] = _ordinal(words[-1])
    return [*words, _MONEY[sign]] if sign else words


def _whole(digits: str) -> list[str]:
    number = int(digits[:12])
    if len(digits) > 9 or (digits.startswith("0") and len(digits) > 1):
        return [_ONES[int(d)] for d in digits[:12]]
    if 1100 <= number <= 1999 or 2010 <= number <= 2099:
        century, rest = divmod(number, 100)
        if rest == 0:
            return [*_below_thousand(century), "hundred"]
        return [*_below_thousand(century), *(["oh"] if rest < 10 else []), *_below_thousand(rest)]
    words: list[str] = []
    for scale, name in ((1_000_000, "million"), (1_000, "thousand")):
        count, number = divmod(number, scale)
        if count:
            words += [*_below_thousand(count), name]
    return words + _below_thousand(number) if number or not words else words


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest or not words:
        if rest < 20:
            words.append(_ONES[rest])
        else:
            words.append(_TENS[rest // 10])
            if rest % 10:
                words.append(_ONES[rest % 10])
    return words


def _ordinal(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"
