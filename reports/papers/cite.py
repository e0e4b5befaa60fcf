"""Figures in a text, cited by name: what was released stands there, and nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent

from crm.enums import N_
from crm.errors import DomainError
from reports.papers.released import Cited, Released
from reports.report import Column, Kind

CITED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
Say = Callable[[str], str]


@dataclass(frozen=True)
class Part:
    """Of a text: words, or a figure with its ``name``; ``refused`` says why there is none."""

    text: str
    name: str = ""
    refused: DomainError | None = None


class Figures:
    """Of released reports: ``coverage.contact_coverage`` is a figure of the first page,
    ``coverage.reach.small_firms.none`` the cell of a sheet's row and column; ``total`` is the last
    row. ``coverage.period`` are its days.
    """

    def __init__(self, releases: Mapping[str, Released]) -> None:
        """Name of the report -> what was released of it."""
        self.releases = releases

    def filled(self, text: str) -> str:
        """The text with all figures. DomainError, with the name, for one that cannot be cited."""
        return CITED.sub(lambda found: self.said(found[1]), text)

    def parts(self, text: str) -> Iterator[Part]:
        """The text in pieces; a figure that cannot be cited says so and stands there by name."""
        end = 0
        for found in CITED.finditer(text):
            yield Part(text[end : found.start()])
            yield self._part(found[1])
            end = found.end()
        yield Part(text[end:])

    def _part(self, name: str) -> Part:
        try:
            return Part(self.said(name), name)
        except DomainError as refused:
            return Part(f"{{{{ {name} }}}}", name, refused)

    def said(self, name: str) -> str:
        """As Germans, or English readers, write it."""
        report, _dot, rest = name.partition(".")
        release = self.releases.get(report)
        if release is None:
            message = N_("%(name)s is no figure of a release that belongs to the paper: %(known)s.")
            raise DomainError(message, name=name, known=", ".join(self.releases) or "–")
        if rest == "period":
            return release.period
        cited = release.find(rest)
        if cited is None:
            raise self._unknown(name, release)
        if cited.value is None:
            message = N_("%(name)s is withheld in the release, and so cannot be cited.")
            raise DomainError(message, name=name)
        return written(cited, release.language)

    def _unknown(self, name: str, release: Released) -> DomainError:
        report = name.partition(".")[0]
        known = ", ".join(f"{report}.{each.name}" for each in release.key_figures)
        message = N_("There is no figure %(name)s. Such as: %(known)s.")
        return DomainError(message, name=name, known=known)


def written(cited: Cited, language: str) -> str:
    return _written(cited.value, cited.column, language)


def _written(value: float | str, column: Column, language: str) -> str:
    if isinstance(value, str):
        return value
    if column.kind is Kind.SHARE:
        pattern = "#,##0.0%" if language == "en" else "#,##0.0\N{NO-BREAK SPACE}%"
        return str(format_percent(value, pattern, locale=language))
    digits = "#,##0" if column.kind is Kind.COUNT else "#,##0.00"
    return str(format_decimal(value, digits, locale=language))
