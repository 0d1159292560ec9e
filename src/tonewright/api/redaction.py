"""Keys of download links stay out of the logs."""

import logging
import re

_KEY = re.compile(r"((?:auth_key|auth%5[fF]key)=)[^&\s\"]*", re.IGNORECASE)
_FILE_QUERY = re.compile(r"(/ai_material/[^\s?\"]*\?)[^\s\"]*")
_LOGGERS = ("uvicorn.access", "uvicorn.error")


class RedactLinkKeys(logging.Filter):
    """Blots out the keys of links in messages and in their arguments; whole queries of paths to files."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without keys."""
        if isinstance(record.msg, str):
            record.msg = _blot(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_blot(a) if isinstance(a, str) else a for a in record.args)
        return True


def keep_keys_out_of_logs() -> None:
    """Put the filter on the loggers that see requests; again is fine."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(present, RedactLinkKeys) for present in logger.filters):
            logger.addFilter(RedactLinkKeys())


def _blot(text: str) -> str:
    return _KEY.sub(r"\1…", _FILE_QUERY.sub(r"\1…", text))
