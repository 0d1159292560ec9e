"""What the tests of styles ask of a score."""


def part(score, role):
    """The first part with that role."""
    return next(p for p in score.parts if p.role == role)


def bars_of(score, kind):
    """The start beats of the bars of every section of a kind, but those with fills at the end of a phrase."""
    for section in (s for s in score.sections if s.name == kind):
        whole = range(section.start_bar, section.start_bar + section.bars - 1)
        yield from (4.0 * bar for bar in whole if (bar - section.start_bar) % 8 != 7)
