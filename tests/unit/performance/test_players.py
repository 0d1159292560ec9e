from tonewright.performance.players import player_of


def test_the_bass_of_lofi_sits_further_behind_the_beat_than_its_drums() -> None:
    assert player_of("bass", "lofi").late_ms > player_of("drums", "lofi").late_ms > player_of("drums", "pop").late_ms


def test_what_a_style_does_not_override_stays_the_roles_own() -> None:
    assert player_of("bass", "lofi").length == player_of("bass", "pop").length


def test_an_unknown_role_plays_like_an_accompanist() -> None:
    assert player_of("zither hero", "pop") == player_of("comp", "pop")
