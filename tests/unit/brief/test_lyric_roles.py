import pytest

from tonewright.brief.lyric_roles import Role, cast, labels_of, named_people, read_role, role_parts

MALE, FEMALE, BOTH, BACKING = Role("male"), Role("female"), Role("both"), Role("backing")
ANNA, TOM = Role("singer", "anna"), Role("singer", "tom")


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Male", MALE), ("Female", FEMALE), ("Both", BOTH), ("Duet", BOTH), ("Her", FEMALE), ("Him", MALE),
        ("Female Vocal", FEMALE), ("male lead", MALE), ("Man & Woman", BOTH), ("All", BOTH), ("Choir", BACKING),
        ("Backing vocals", BACKING), ("Lead", Role("lead")), ("Male 2", Role("male", "2")),
        ("Singer 2", Role("singer", "2")), ("Женщина", FEMALE), ("Он", MALE), ("女", FEMALE), ("男声", MALE),
        ("合", BOTH),
        ("여자", FEMALE), ("दोनों", BOTH), ("Ella", FEMALE), ("Los dos", BOTH), ("Elle", FEMALE), ("Beide", BOTH),
        ("M", MALE), ("امرأة", FEMALE), ("Kadın", FEMALE), ("μαζί", BOTH),
        ("Hello", None), ("My man", None), ("Soft piano", None), ("", None), ("12", None), ("Anna", None),
    ],
)  # fmt: skip
def test_a_label_names_a_role_or_nothing(label: str, role: Role | None) -> None:
    assert read_role(label) == role


@pytest.mark.parametrize(
    ("detail", "role"),
    [("female", FEMALE), ("soft female vocals, whispered", FEMALE), ("both singers, powerful", BOTH),
     ("soft piano", None), ("choir and strings", BACKING), ("F# major", None), ("tenor sax", None)],
)  # fmt: skip
def test_a_section_tag_may_say_more_than_its_role(detail: str, role: Role | None) -> None:
    assert read_role(detail, where="tag") == role


def test_in_round_brackets_pronouns_and_names_to_call_are_sung() -> None:
    assert [read_role(word, where="round") for word in ("She", "Girl", "Both", "Female")] == [
        None, None, BOTH, FEMALE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Hello", [(None, "", "Hello")]),
        ("[Male]", [(MALE, "on", "")]),
        ("(Both)", [(BOTH, "on", "")]),
        ("Female:", [(FEMALE, "on", "")]),
        ("[Male] Hello", [(MALE, "line", "Hello")]),
        ("(Both) Hello", [(BOTH, "line", "Hello")]),
        ("(Both): Hello", [(BOTH, "line", "Hello")]),
        ("Her: Hello", [(FEMALE, "stanza", "Hello")]),
        ("[Male] Hello [Female] Hi there", [(MALE, "line", "Hello"), (FEMALE, "line", "Hi there")]),
        ("Hello [softly] you", [(None, "", "Hello you")]),
        ("(Hello) there", [(None, "", "(Hello) there")]),
        ("(Together) We dance", [(BOTH, "line", "We dance")]),
        ("(Together)", [(None, "", "(Together)")]),
        ("(all) I want", [(None, "", "(all) I want")]),
        ("[Am]I walk a[F]long", [(None, "", "I walk along")]),
        ("(F) Hello", [(FEMALE, "line", "Hello")]),
        ("I am the man (man)", [(None, "", "I am the man (man)")]),
        ("It is 10:30 now", [(None, "", "It is 10:30 now")]),
        ("Dear John: hello", [(None, "", "Dear John: hello")]),
        ("女:今天", [(FEMALE, "stanza", "今天")]),
    ],
)
def test_a_line_says_who_sings_it_and_for_how_long(line: str, parts: list[tuple[Role | None, str, str]]) -> None:
    assert role_parts(line) == parts


def test_people_who_take_turns_are_roles() -> None:
    lines = ["Anna: I saw you", "Tom: Not me", "Anna & Tom: We were"]
    names = named_people([label for line in lines for label in labels_of(line)])
    assert names == {"anna", "tom"}
    assert [role_parts(line, names)[0][0] for line in lines] == [ANNA, TOM, BOTH]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Zorgon: Hello", "Qix: Bye", "Zorgon: Again"], {"zorgon", "qix"}),
        (["ZORGON: Hello", "QIX: Bye"], {"zorgon", "qix"}),
        (["Zorgon:", "Hello", "Qix:", "Bye"], {"zorgon", "qix"}),
        (["Remember: love", "Forget: hate"], set()),
        (["Anna: I saw you"], set()),
        (["Dear John: hello", "Dear John: bye"], set()),
        (["[Soft Piano]", "[Heavy Drums]", "[Soft Piano]"], set()),
        (["Аня: Привет", "Иван: Пока"], {"аня", "иван"}),
    ],
)
def test_names_are_roles_only_where_two_take_turns(lines: list[str], names: set[str]) -> None:
    assert named_people([label for line in lines for label in labels_of(line)]) == names


@pytest.mark.parametrize(
    ("roles", "lead", "expected"),
    [
        # The first role named is the lead's.
        ([MALE, FEMALE], None, ("male", "female", {MALE: "lead", FEMALE: "second"})),
        ([FEMALE, MALE, BOTH], None, ("female", "male", {FEMALE: "lead", MALE: "second", BOTH: "both"})),
        # A parameter says otherwise.
        ([MALE, FEMALE], "female", ("female", "male", {FEMALE: "lead", MALE: "second"})),
        # One sex alone, named from the first line on, is one singer.
        ([FEMALE, FEMALE], None, ("female", None, {FEMALE: "lead"})),
        ([FEMALE], "male", ("male", None, {FEMALE: "lead"})),
        # Words without a role before it are somebody else's.
        ([None, FEMALE, None], None, ("male", "female", {FEMALE: "second"})),
        ([None, FEMALE], "female", ("female", None, {FEMALE: "lead"})),
        ([ANNA, TOM], None, ("female", "male", {ANNA: "lead", TOM: "second"})),
        ([ANNA, TOM], "male", ("male", "female", {ANNA: "second", TOM: "lead"})),
        # Two of one sex, and a third singer who is cast by sex.
        (
            [Role("male", "1"), Role("male", "2")], None,
            ("male", "male", {Role("male", "1"): "lead", Role("male", "2"): "second"}),
        ),
        ([ANNA, TOM, MALE], None, ("female", "male", {ANNA: "lead", TOM: "second", MALE: "second"})),
        # Both without a name for either.
        ([None, BOTH], None, ("", "", {BOTH: "both"})),
        ([BACKING, None], None, ("", None, {BACKING: "backing"})),
        ([None, None], None, ("", None, {})),
        ([], None, ("", None, {})),
    ],
)  # fmt: skip
def test_roles_are_cast(
    roles: list[Role | None], lead: str | None, expected: tuple[str, str | None, dict[Role, str]]
) -> None:
    found = cast(roles, lead)  # type: ignore[arg-type]
    assert (
        found.lead,
        found.second,
        {role: who for role, who in found.parts.items() if role.kind != "lead"},
    ) == expected


def test_a_duet_has_a_second_singer_whatever_the_lyrics_say() -> None:
    assert cast([None], "male", duet=True).second == "female"
    assert cast([None], "male", duet=False).second is None
