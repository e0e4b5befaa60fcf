"""Settings are read from the environment, or refused all at once with what is expected."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from crm.config import Settings, readers
from crm.environment import PREFIX, unknown
from crm.errors import DomainError

WRONG = (
    ("PORT", "abc", "65535"), ("PORT", "99999", "65535"), ("PORT", "0", "65535"),
    ("PROXIES", "x", "0 to 10"), ("PROXIES", "-1", "0 to 10"), ("HTTPS", "jein", "1 for yes"),
    ("UPLOAD_MEGABYTES", "0", "1 to 10000"), ("SESSION_HOURS", "10h", "1 to 720"),
    ("TOKEN_MINUTES", "1.5", "1 to 1440"), ("LANGUAGE", "fr", "de or en"),
    ("TIME_ZONE", "Europe/Berlni", "Europe/Berlin"), ("TIME_ZONE", "../etc/passwd", "time zone"),
    ("LOGIN_RATE", "many", "20 per minute"), ("LOGIN_RATE", "0 per minute", "20 per minute"),
    ("RATE_STORAGE", "redsi://host", "redis://host"), ("RATE_STORAGE", "here", "redis://host"),
    ("DATABASE_URL", "mysql://a:secret@b/c", "postgresql://"),
    ("DATABASE_URL", "postgresql+psycopg2://a:secret@b/c", "postgresql://"),
    ("DATABASE_URL", "postgresql://a:secret@b:x/c", "postgresql://user:password@host/name"),
    ("DATABASE_URL", "garbage", "sqlite:////folder/file.db"),
    ("DATABASE_URL", "sqlite://", "sqlite:////folder/file.db"),
    ("ARMS", "/nowhere/arms.png", "PNG or JPEG"), ("ARMS", __file__, "PNG or JPEG"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), WRONG)
def test_what_cannot_be_read_is_refused_with_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, expected: str
) -> None:
    monkeypatch.setenv(PREFIX + name, text)
    with pytest.raises(DomainError) as refusal:
        Settings()
    sentence = refusal.value.said(str)
    assert sentence.startswith(PREFIX + name)
    assert expected in sentence
    assert "secret" not in sentence
    assert f"“{text}”" in sentence or "://" in text or name == "DATABASE_URL"


def test_all_faults_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("PORT", "abc"), ("HTTPS", "x"), ("TIME_ZONE", "Mars")):
        monkeypatch.setenv(PREFIX + name, text)
    with pytest.raises(DomainError) as refusal:
        Settings()
    assert len(refusal.value.said(str).splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("PORT", "9000", 9000), ("HTTPS", "ja", True), ("HTTPS", "Off", False), ("LANGUAGE", "", "de"),
     ("LOGIN_RATE", "5/minute; 50/day", "5/minute; 50/day"), ("PORT", "", 8080),
     ("RATE_STORAGE", "redis://host:6379/1", "redis://host:6379/1")],
)  # fmt: skip
def test_what_is_right_is_taken(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object
) -> None:
    monkeypatch.setenv(PREFIX + name, text)
    assert getattr(Settings(), name.lower()) == value


def test_a_mistyped_name_is_noticed_with_the_nearest_there_is() -> None:
    environ = {PREFIX + "PROT": "1", PREFIX + "WEATHER": "1", PREFIX + "PORT": "1", "HOME": "/"}
    found = unknown(environ, list(readers()))
    assert found == [(PREFIX + "PROT", PREFIX + "PORT"), (PREFIX + "WEATHER", "")]


def test_processes_that_start_at_once_sign_with_one_key(tmp_path: Path) -> None:
    """Else whoever is answered by the other one is taken for a stranger."""
    start = Barrier(20)

    def key(_number: int) -> str:
        start.wait()
        return Settings(home=tmp_path / "home").secret()

    with ThreadPoolExecutor(20) as processes:
        keys = set(processes.map(key, range(20)))
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret-key"]
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o077 == 0
