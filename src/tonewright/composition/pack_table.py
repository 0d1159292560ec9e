"""Tables of a style pack, read so that a mistake is named with its place and what is allowed there."""

from typing import Any

from tonewright.errors import StyleError


class PackTable:
    """A TOML table that says where it stands when something in it is wrong.

    Every reader raises StyleError for a field that is missing or not what it asks for.
    """

    def __init__(self, file: str, path: str, data: dict[str, Any]) -> None:
        self.file, self.path, self.data = file, path, data

    def wrong(self, field: str, allowed: str) -> StyleError:
        """The error that says where a field stands, what is in it and what is `allowed`."""
        where = f"{self.path}.{field}" if self.path else field
        given = repr(self.data.get(field, "nothing"))
        return StyleError(f"{self.file}: {where} is {given[:60]}, allowed: {allowed}")

    def number(self, field: str, low: float, high: float, default: float | None = None) -> float:
        """A number from `low` to `high`, or the default where the field is left out."""
        value = self.data.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(field, f"a number from {low:g} to {high:g}")
        return float(value)

    def truth(self, field: str, default: bool) -> bool:
        """True or false, or the default where the field is left out."""
        value = self.data.get(field, default)
        if not isinstance(value, bool):
            raise self.wrong(field, "true or false")
        return value

    def text(self, field: str) -> str:
        """A text that is not empty."""
        value = self.data.get(field)
        if not isinstance(value, str) or not value:
            raise self.wrong(field, "a text")
        return value

    def texts(self, field: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, or the default where the field is left out."""
        value = self.data.get(field, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise self.wrong(field, "a list of texts")
        return tuple(value)

    def choice(self, field: str, allowed: tuple[str, ...]) -> str:
        """One of the texts that are allowed."""
        value = self.data.get(field)
        if value not in allowed:
            raise self.wrong(field, ", ".join(allowed))
        return str(value)

    def span(self, field: str, low: float, high: float) -> tuple[float, float]:
        """Two rising numbers from `low` to `high`."""
        value = self.data.get(field)
        if (
            not isinstance(value, list)
            or len(value) != 2
            or not all(isinstance(v, int | float) for v in value)
            or not low <= value[0] <= value[1] <= high
        ):
            raise self.wrong(field, f"two rising numbers from {low:g} to {high:g}")
        return float(value[0]), float(value[1])

    def table(self, field: str) -> "PackTable":
        """The table in a field."""
        value = self.data.get(field)
        if not isinstance(value, dict):
            raise self.wrong(field, "a table")
        return PackTable(self.file, f"{self.path}.{field}" if self.path else field, value)

    def tables(self, field: str) -> "list[PackTable]":
        """The list of tables in a field, empty where it is left out."""
        value = self.data.get(field, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            raise self.wrong(field, "a list of tables")
        return [PackTable(self.file, f"{field}[{i + 1}]", v) for i, v in enumerate(value)]

    def only(self, allowed: tuple[str, ...]) -> None:
        """Raise StyleError for a field that is not allowed."""
        for field in self.data:
            if field not in allowed:
                raise self.wrong(field, "only " + ", ".join(allowed))
