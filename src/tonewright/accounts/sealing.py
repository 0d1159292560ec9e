"""Secrets in an account's parameters: encrypted at rest, never shown, kept when sent back masked."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from tonewright.errors import DatabaseError

SECURED = "…secured…"
"""What a secret is shown as; sent back, it stands for the value that is stored."""

_MARK = "tonewright:sealed:"
_SECRET_NAME = re.compile(r"key|token|secret|passw|pwd|credential|authoriz|cookie|bearer", re.IGNORECASE)


class Sealer:
    """Encrypts and decrypts with a key of the operator's.

    Parameters
    ----------
    key: at least 16 bytes from a key file.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError(f"a sealing key needs at least 16 bytes, this one has {len(key)}")
        own = hashlib.sha256(b"tonewright accounts\0" + key).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(own))

    def seal(self, params: Mapping[str, Any], stored: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the parameters with every secret encrypted.

        A secret is the value of any key whose name says so, at any depth. Where it is `…secured…`, the value
        at the same place in `stored` (sealed) is kept; without one there it is dropped.
        """
        return {
            name: kept
            for name, value in params.items()
            if (kept := self._seal_value(name, value, (stored or {}).get(name))) is not None or value is None
        }

    def _seal_value(self, name: str, value: Any, stored: Any) -> Any:
        if value is None or value == "":
            return value
        if value == SECURED:
            return stored
        if _SECRET_NAME.search(name):
            return self._encrypt(value)
        if isinstance(value, dict):
            return self.seal(value, stored if isinstance(stored, dict) else None)
        if isinstance(value, list):
            olds = stored if isinstance(stored, list) and len(stored) == len(value) else [None] * len(value)
            return [self._seal_value("", item, old) for item, old in zip(value, olds, strict=True)]
        return self._encrypt(value) if _is_sealed(value) else value

    def _encrypt(self, value: Any) -> str:
        return _MARK + self._fernet.encrypt(json.dumps(value).encode()).decode()

    def unseal(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return sealed parameters in the clear, for the engine that needs them.

        Raises DatabaseError if the key is not the one they were sealed with.
        """
        return {name: self._unseal_value(value) for name, value in params.items()}

    def _unseal_value(self, value: Any) -> Any:
        if _is_sealed(value):
            try:
                return json.loads(self._fernet.decrypt(value.removeprefix(_MARK).encode()))
            except InvalidToken as error:
                raise DatabaseError("an account's secret cannot be read: the key has changed") from error
        if isinstance(value, dict):
            return self.unseal(value)
        return [self._unseal_value(item) for item in value] if isinstance(value, list) else value


def masked(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return sealed parameters as they may be shown."""
    return {name: _mask_value(value) for name, value in params.items()}


def _mask_value(value: Any) -> Any:
    if _is_sealed(value):
        return SECURED
    if isinstance(value, dict):
        return masked(value)
    return [_mask_value(item) for item in value] if isinstance(value, list) else value


def _is_sealed(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_MARK)
