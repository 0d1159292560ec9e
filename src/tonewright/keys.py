"""The server's own secret keys, made on first start and kept in the data folder with mode 0600."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

_LENGTH = 32


@dataclass(frozen=True)
class Keys:
    """32 random bytes each: `links` signs download links, `accounts` encrypts engine secrets, `webhooks`
    signs callbacks."""

    links: bytes
    accounts: bytes
    webhooks: bytes


def load_keys(data: Path) -> Keys:
    """The keys of a data folder; the ones that are missing are made. Safe when several processes start."""
    folder = data / "keys"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return Keys(*(_key(folder / f"{name}.key") for name in ("links", "accounts", "webhooks")))


def _key(path: Path) -> bytes:
    if not path.exists():
        # Written whole under a name of its own, then linked: whoever links first has made the key.
        draft = path.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_LENGTH))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
