"""Progress: one rising percentage made from several stages, some of which run side by side."""

from collections.abc import Mapping

from tonewright.engines.engine import Report


class Progress:
    """Adds up stages, each with its share of the whole, and reports 0…99.

    Parameters
    ----------
    shares: each stage's part of the time, in any unit.
    report: told whenever the whole percentage has risen.
    """

    def __init__(self, shares: Mapping[str, float], report: Report) -> None:
        total = sum(shares.values())
        self._shares = {stage: share / total for stage, share in shares.items()}
        self._done = dict.fromkeys(shares, 0.0)
        self._report = report
        self._told = -1

    def at(self, stage: str, share: float) -> None:
        """The stage has done that share of its work, 0…1; it never goes back."""
        self._done[stage] = max(self._done[stage], min(share, 1.0))
        percent = min(99, int(100 * sum(self._shares[s] * done for s, done in self._done.items())))
        if percent > self._told:
            self._told = percent
            self._report(percent)

    def done(self, stage: str) -> None:
        """The stage has done all its work."""
        self.at(stage, 1.0)
