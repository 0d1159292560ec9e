import tonewright_client


def test_everything_public_is_exported_and_nothing_else() -> None:
    assert tonewright_client.__all__ == sorted(tonewright_client.__all__)
    for name in tonewright_client.__all__:
        assert getattr(tonewright_client, name).__module__.startswith("tonewright_client.")
