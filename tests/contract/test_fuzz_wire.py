"""Whatever is sent, the server neither breaks nor answers in another form than the wire's."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tonewright.contract.account_requests import AccountRequest
from tonewright.contract.music_requests import InstrumentalRequest, SongRequest

STRANGE = st.sampled_from(
    ["", "\x00", "\ud800", "NaN", "1e999", "%00", "../..", "C", "𝔘𝔫𝔦", "\u202e", "true", "0", "-1", "[]"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | STRANGE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
MODELS = {"/music/song": SongRequest, "/music/instrumental": InstrumentalRequest, "/accounts": AccountRequest}
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def names_of(path):
    return sorted({field.alias or name for name, field in MODELS[path].model_fields.items()} | {"chord"})


def assert_an_answer_of_the_wire(answer):
    assert answer.status_code in (200, 400, 404, 413, 415, 429), answer.text
    body = json.loads(answer.content)
    assert answer.status_code == 200 or {"error", "code"} <= set(body)


@pytest.mark.parametrize("path", list(MODELS))
def test_json_of_any_content_is_answered(api, path):
    @RELAXED
    @given(st.dictionaries(st.sampled_from(names_of(path)) | st.text(max_size=5), VALUES, max_size=5))
    def send(fields):
        fields = {"prompt": "x", "requestParams": {}} | fields
        assert_an_answer_of_the_wire(
            api.post(path, content=json.dumps(fields).encode(), headers={"Content-Type": "application/json"})
        )

    send()


@pytest.mark.parametrize("path", list(MODELS))
def test_bytes_of_any_kind_are_answered(api, path):
    @RELAXED
    @given(
        st.binary(max_size=200),
        st.sampled_from(["application/json", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain"]),
    )
    def send(body, media_type):
        assert_an_answer_of_the_wire(api.post(path, content=body, headers={"Content-Type": media_type}))

    send()


@pytest.mark.parametrize("path", ["/music/song", "/music/instrumental"])
def test_forms_of_any_content_are_answered(api, path):
    @RELAXED
    @given(
        st.dictionaries(
            st.sampled_from(names_of(path)),
            st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
            max_size=5,
        )
    )
    def send(fields):
        form = {name: (None, value) for name, value in ({"prompt": "x"} | fields).items()}
        assert_an_answer_of_the_wire(api.post(path, files=form))

    send()


def test_queries_and_ids_of_any_content_are_answered(api):
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | STRANGE.filter(lambda s: s != "\ud800")

    @RELAXED
    @given(text, text, text)
    def send(first, second, third):
        from urllib.parse import quote

        answers = [
            api.get("/music", params={"user_id": first, "type": second, "cursor": third}),
            api.get("/music/artist-voices", params={"user_id": first, "cursor": second}),
            api.get(f"/music/{quote('x' + first, safe='')}"),
            api.get(f"/music/download/{quote('x' + second, safe='')}", params={"file_format": third}),
            api.get(f"/accounts/{quote('x' + third, safe='')}"),
        ]
        for answer in answers:
            assert_an_answer_of_the_wire(answer)

    send()
