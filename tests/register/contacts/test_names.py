"""Names as lists write them."""

import pytest

from crm.register.contacts.names import Name, Unclear, names

JUTTA, KARL = Name("Jutta", "Müller"), Name("Karl", "Weber")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Jutta Müller", [JUTTA]),
        ("Müller, Jutta", [JUTTA]),
        ("Frau Dr. Müller, Jutta", [JUTTA]),
        ("Müller, Dr. Jutta", [JUTTA]),
        ("Jutta Müller, Karl Weber", [JUTTA, KARL]),
        ("Jutta Müller (GF) und Herrn Karl Weber", [JUTTA, KARL]),
        ("Müller, Jutta; Weber, Karl", [JUTTA, KARL]),
        ("Frau Müller, Herr Weber", [Name("", "Müller"), Name("", "Weber")]),
        ("Karl von der Heide", [Name("Karl", "von der Heide")]),
        ("von der Heide, Karl", [Name("Karl", "von der Heide")]),
        ("J. Müller", [Name("J.", "Müller")]),
        ("Anna Lena Müller-Weber", [Name("Anna Lena", "Müller-Weber")]),
        ("", []),
    ],
)
def test_who_is_meant(written: str, meant: list[Name]) -> None:
    assert names(written) == meant


@pytest.mark.parametrize("written", ["Müller, Weber, Ebel", "Müller, Jutta, Weber, Karl",
                                     "Jutta Müller, Weber", "Frau"])  # fmt: skip
def test_where_nobody_can_tell_nobody_is_guessed(written: str) -> None:
    with pytest.raises(Unclear):
        names(written)


def test_what_is_short_may_mean_what_is_whole() -> None:
    for written in ("Müller", "J. Müller", "jutta mueller"):
        assert names(written)[0].fits(JUTTA)
    for written in ("K. Müller", "Jutta Weber", "Ju Müller"):
        assert not names(written)[0].fits(JUTTA)
