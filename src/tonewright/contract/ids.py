"""The ids of the wire: `user:<number>-tempolor:<user_id>-job:<item>`, also `-voice:` and `-midi:`."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from tonewright.errors import MalformedId

IdKind = Literal["job", "voice", "midi"]

USER_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.@+-]{0,63}")
ITEM = re.compile(r"[0-9a-z]{15,64}")
_ID = re.compile(
    rf"user:(?P<number>0|[1-9][0-9]{{0,17}})-tempolor:(?P<user_id>{USER_ID.pattern})"
    rf"-(?P<kind>job|voice|midi):(?P<item>{ITEM.pattern})"
)


@dataclass(frozen=True)
class WireId:
    """An id taken apart. `number` is the user's, `user_id` the account's, `item` names the thing itself."""

    number: int
    user_id: str
    kind: IdKind
    item: str

    def __str__(self) -> str:
        return f"user:{self.number}-tempolor:{self.user_id}-{self.kind}:{self.item}"


def parse_id(text: str, kind: IdKind, parameter: str) -> WireId:
    """The id that `text` writes, with its `:` raw or percent-encoded.

    Raises MalformedId, `<parameter> has incorrect format`, for anything but an id of that kind.
    """
    plain = unquote(text, errors="replace") if "%" in text else text
    match = _ID.fullmatch(plain)
    if match is None or match["kind"] != kind:
        raise MalformedId(parameter, text)
    return WireId(int(match["number"]), match["user_id"], kind, match["item"])
