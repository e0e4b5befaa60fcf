"""What a login needs, on the web and in the terminal alike."""

import pytest

from crm.rules.login import login_problems

VERA = {
    "username": "vera", "first_name": "Vera", "last_name": "Fink", "email": "vera@example.org",
}  # fmt: skip


def test_a_login_with_everything_is_accepted() -> None:
    assert list(login_problems(VERA)) == []
    assert list(login_problems({**VERA, "first_name": ""})) == []


@pytest.mark.parametrize(
    ("field", "text"),
    [("username", " "), ("username", None), ("username", "ve\nra"), ("username", "v" * 129),
     ("last_name", ""), ("last_name", "F" * 65), ("first_name", "V" * 65), ("email", ""),
     ("email", "vera"), ("email", "vera@example"), ("email", "a b@example.org")],
)  # fmt: skip
def test_what_is_missing_or_odd_is_named_at_its_field(field: str, text: str | None) -> None:
    assert [problem.field for problem in login_problems({**VERA, field: text})] == [field]
