"""`tonewright styles`: the style packs there are."""

from typing import Annotated

import typer


def styles(
    distances: Annotated[bool, typer.Option("--distances", help="How far every two packs are apart, 0…1.")] = False,
) -> None:
    """List the style packs with their tempo range, meters and usual instruments."""
    from tonewright.composition.style_distance import nearest_first
    from tonewright.composition.styles import load_style
    from tonewright.styles.packs import pack_names

    packs = [load_style(name) for name in pack_names()]
    if distances:
        for pair in nearest_first(packs):
            typer.echo(
                f"{pair.total:.2f}  {' and '.join(pair.names)}: grooves {pair.grooves:.2f}, "
                f"harmony {pair.harmony:.2f}, palette {pair.palette:.2f}, form {pair.form:.2f}"
            )
        return
    for pack in packs:
        meters = sorted({groove.meter for groove in pack.grooves}, key=lambda name: (name[2:], -int(name[0])))
        usual = dict.fromkeys(names[0].replace("_", " ") for names in pack.palette.values() if names)
        typer.echo(f"{pack.name}: {pack.title}")
        typer.echo(f"  {pack.tempo_low:g}–{pack.tempo_high:g} BPM, usually {pack.tempo_default:g}; {', '.join(meters)}")
        typer.echo(f"  {', '.join(usual)}")
