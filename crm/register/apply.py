"""A chunk of rows: recognised, judged, done, kept."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from crm.enums import N_, EndReason, RowOutcome
from crm.models import ImportBatch, SourceRecord
from crm.register.change_log import ChangeLog
from crm.register.create import Creator
from crm.register.districts import Districts
from crm.register.end import End, end_firms
from crm.register.entry import Entry, entry, firm_of, record
from crm.register.firm import Firm
from crm.register.judge import Judgement, Verdict, gone, listed, notified, registered
from crm.register.kin import Kin, Leaving
from crm.register.known import known_firms
from crm.register.last_said import last_said
from crm.register.reading.row import RawRow
from crm.register.recognise import Recogniser
from crm.register.result import Result
from crm.register.source import RefusedRow, Source
from crm.register.update import Updater
from crm.rules import Problem
from crm.services.bulk import write


class Application:
    """Applies the chunks of one file, one after the other."""

    def __init__(self, session: Session, source: Source, batch: ImportBatch) -> None:
        self.session = session
        self.source = source
        self.batch = batch
        self.log = ChangeLog(session, batch.id)
        self.districts = Districts(session, source.city, self.log)
        self.creator = Creator(session, source, batch)
        self.recogniser = Recogniser(session, batch)
        self.kin = Kin(session)
        self._first_row: dict[str, int] = {}
        """Key -> where in the file it was met first."""
        self.unreadable = 0
        """Rows of which nobody can tell what firm they are about."""

    def apply(self, rows: Sequence[RawRow]) -> list[Entry]:
        """In the order of the rows, with what became of each."""
        entries = [self._read(row) for row in rows]
        for part in _each_firm_once(entries):
            self._apply(part)
        return entries

    def _apply(self, entries: Sequence[Entry]) -> None:
        self._judge([one for one in entries if not one.is_refused])
        self._create(self._understood(entries, Verdict.NEW))
        self._update(self._understood(entries, Verdict.CHANGED, Verdict.BACK))
        self._end([one for one in entries if one.verdict is Verdict.ENDED])
        kept = [one for one in entries if one.verdict is not Verdict.SAME]
        records = [record(one, self.batch.id, self.source) for one in kept]
        write(self.session, SourceRecord, records)
        self.recogniser.keep(kept)

    def tell(self, result: Result) -> None:
        """What is to be said beside what became of the rows."""
        result.linked, result.asked = self.recogniser.linked, self.recogniser.asked
        result.new_districts = sorted(self.districts.made)

    @property
    def named(self) -> Collection[str]:
        return self._first_row

    def _read(self, row: RawRow) -> Entry:
        made = entry(row, self.source, self.batch.as_of)
        self.unreadable += made.key is None
        if made.key is not None and not self.source.is_of_events:
            first = self._first_row.setdefault(made.key, row.number)
            if first != row.number:
                message = N_("Row %(first)s has this id too.")
                self._refuse(made, Problem("", message, {"first": first}))
        return made

    def _refuse(self, one: Entry, problem: Problem) -> None:
        """For what is wrong with the firm and not with a cell: shown at the key."""
        column = self.source.key_column
        one.refuse(Problem(column, problem.message, problem.values), one.key or "")

    def _judge(self, entries: Sequence[Entry]) -> None:
        keys = [one.key for one in entries if one.key]
        known = known_firms(self.session, self.source.name, keys, self.kin)
        for one in entries:
            one.known = known.get(one.key or "")
            one.company_id = one.known.company_id if one.known else None
        if self.source.recognises:
            self._recognise(entries)
        for one in entries:
            if one.is_refused:
                continue
            verdict = self._verdict(one)
            if isinstance(verdict, Problem):
                self._refuse(one, self.recogniser.doubt(one) or verdict)
            else:
                one.verdict = verdict

    def _recognise(self, entries: Sequence[Entry]) -> None:
        for one in entries:
            if one.known is None:
                self._firm(one)
        self.recogniser.look([one for one in entries if not one.is_refused])

    def _verdict(self, one: Entry) -> Judgement:
        as_of = self.batch.as_of
        if one.notice.end:
            return notified(one.known, one.fingerprint, as_of, one.notice.day or as_of)
        if self.batch.is_gone_list:
            return gone(one.known, one.fingerprint, as_of, one.notice.day or as_of)
        judge = registered if self.source.is_of_events else listed
        return judge(one.known, one.fingerprint, as_of)

    def _understood(self, entries: Iterable[Entry], *verdicts: Verdict) -> list[tuple[Entry, Firm]]:
        chosen = (one for one in entries if one.verdict in verdicts)
        return [(one, firm) for one in chosen if (firm := self._firm(one))]

    def _firm(self, one: Entry) -> Firm | None:
        """What the row says; None, and the row refused, where it makes no sense."""
        if one.firm is None and not one.is_refused:
            try:
                one.firm = firm_of(one.row.cells, self.source, self.batch.as_of)
            except RefusedRow as refused:
                one.refuse(refused.problem, refused.value)
        return one.firm

    def _create(self, understood: Sequence[tuple[Entry, Firm]]) -> None:
        if not understood:
            return
        firms = [firm for _one, firm in understood]
        district_ids = [self.districts.id_of(firm.place.district) for firm in firms]
        days = [one.notice.day or self.batch.as_of for one, _firm in understood]
        company_ids = self.creator.create(firms, district_ids, days)
        for (one, _firm), company_id in zip(understood, company_ids, strict=True):
            one.company_id, one.outcome = company_id, RowOutcome.CREATED
        self.recogniser.remember([one for one, _firm in understood])

    def _update(self, understood: Sequence[tuple[Entry, Firm]]) -> None:
        if not understood:
            return
        known = [one.known for one, _firm in understood if one.known]
        before = last_said(self.session, self.source, known)
        news = [
            (one, before[one.company_id or 0], firm)
            for one, firm in understood
            if one.verdict is Verdict.BACK or not _say_the_same(firm, before[one.company_id or 0])
        ]
        ids = [one.company_id for one, _old, _new in news if one.company_id]
        updater = Updater(
            self.session, self.source, self.batch, self.districts, self.log, ids, self.kin
        )
        for one, old, new in news:
            self._change(updater, one, old, new)
        updater.finish()
        for one, _old, _new in news:
            if one.company_id in updater.changed:
                one.outcome = RowOutcome.UPDATED

    def _change(self, updater: Updater, one: Entry, old: Firm, new: Firm) -> None:
        company_id, day = one.company_id or 0, one.notice.day or self.batch.as_of
        if one.notice.moved:
            updater.move(company_id, new.place, day)
        if one.linked:
            updater.complete(company_id, new, day)
        else:
            updater.update(company_id, old, new, day, back=one.verdict is Verdict.BACK)

    def _end(self, entries: Sequence[Entry]) -> None:
        """A notice ends the firm that it names; a list one of whose keys it then names none."""
        ends, leaving = [], []
        for one in entries:
            one.outcome = RowOutcome.ENDED
            company_id, day = one.company_id or 0, one.notice.day or self.batch.as_of
            if one.notice.end or company_id not in self.kin:
                ends.append(End(company_id, day, one.notice.end or EndReason.LEFT_REGISTER))
            else:
                leaving.append(Leaving(one.key or "", company_id, day))
        ends += self.kin.ends(self.source.name, leaving)
        ended = {end.company_id for end in ends}
        for one in entries:
            one.goes_on = self.kin.counting(one.company_id or 0) not in ended
        end_firms(self.session, ends, self.batch.created_by_id, self.log)


def _each_firm_once(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Parts in which no firm is named twice, in the order of the rows."""
    part: list[Entry] = []
    named: set[str] = set()
    for one in entries:
        if one.key in named and not one.is_refused:
            yield part
            part, named = [], set()
        part.append(one)
        named |= {one.key} if one.key and not one.is_refused else set()
    if part:
        yield part


def _say_the_same(one: Firm, other: Firm) -> bool:
    """The founding year is only guessed from the age, once."""
    return one._replace(founded_on=None) == other._replace(founded_on=None)
