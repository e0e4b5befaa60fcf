"""All firms on file, asked which of them the rows of a list mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import Company, ImportBatch, SourceRecord
from crm.register.contacts.candidates import Candidate, candidates
from crm.register.contacts.said import Whom
from crm.register.contacts.whom import Likely, by_name, by_number
from crm.register.same_firm.index import Index
from crm.register.same_firm.likeness import Answer, Likeness
from crm.register.same_firm.on_file import firms_on_file
from crm.register.same_firm.spelling import bare_name, chamber_number, register_number
from crm.register.same_firm.traits import Said, Traits, traits
from crm.rules import Problem

Ids = Mapping[str, list[int]]


class Firms:
    def __init__(self, session: Session) -> None:
        self._session = session
        self._namesakes: dict[str, list[int]] = defaultdict(list)
        self._numbered: dict[str, list[int]] = defaultdict(list)
        self._index = Index(self._noted(firms_on_file(session, ended=True)))
        self._note_merged()
        self._sources = session.scalars(select(ImportBatch.source).distinct()).all()

    def find(self, wanted: Sequence[Whom]) -> Iterator[Candidate | Problem]:
        """For each in turn."""
        numbers = self._by_numbers({whom.number for whom in wanted if whom.number})
        alike = self._alike(wanted)
        named = [self._namesakes.get(bare_name(whom.name), ()) for whom in wanted]
        ids = {pk for found in (*numbers.values(), *named) for pk in found}
        firms = candidates(self._session, ids | {each.key for each in _flat(alike)})
        for whom, found, namesakes in zip(wanted, alike, named, strict=True):
            known = _firms(firms, numbers.get(whom.number or "", ()))
            if known:
                yield by_number(whom, known)
            else:
                likely = [Likely(firms[each.key], each.verdict is Answer.SURE) for each in found]
                yield by_name(whom, _firms(firms, namesakes), likely, self._is_of_many(whom))

    def _noted(self, firms: Iterable[Traits]) -> Iterator[Traits]:
        for firm in firms:
            if firm.name:
                self._namesakes[firm.name].append(firm.key)
            for number in filter(None, (firm.register_number, firm.chamber_number)):
                self._numbered[number].append(firm.key)
            yield firm

    def _note_merged(self) -> None:
        """Their names still mean the firm that counts in their place."""
        merged = Company.merged_into_id.is_not(None) & Company.name.is_not(None)
        for pk, name in self._session.execute(select(Company.id, Company.name).where(merged)):
            self._namesakes[bare_name(name or "")].append(pk)

    def _by_numbers(self, numbers: set[str]) -> Ids:
        """Numbers of registers and of tables, and those that stand at the firm itself."""
        found: dict[str, list[int]] = defaultdict(list)
        records = select(SourceRecord.key, SourceRecord.company_id).where(
            SourceRecord.source.in_(self._sources),
            SourceRecord.key.in_(numbers),
            SourceRecord.company_id.is_not(None),
        )
        own = select(Company.register_number, Company.id).where(
            Company.register_number.in_(numbers)
        )
        for query in (records, own):
            for number, pk in self._session.execute(query):
                found[number or ""].append(pk or 0)
        for number in numbers:
            for key in filter(None, (register_number(number), chamber_number(number))):
                found[number] += self._numbered.get(key, ())
        return found

    def _is_of_many(self, whom: Whom) -> bool:
        """A single word that others have in their name too."""
        word = bare_name(whom.name)
        return self._index.rarity.words[word] > len(self._namesakes.get(word, ()))

    def _alike(self, wanted: Sequence[Whom]) -> list[list[Likeness]]:
        return list(self._index.find_all(
            traits(_said(-place, whom)) for place, whom in enumerate(wanted, start=1)
        ))  # fmt: skip


def _said(key: int, whom: Whom) -> Said:
    return Said(
        key=key,
        name=whom.name,
        street=whom.street,
        house_number=whom.house_number,
        postcode=whom.postcode,
        city=whom.city,
        register_number=whom.number,
    )


def _firms(firms: Mapping[int, Candidate], ids: Iterable[int]) -> list[Candidate]:
    """Each once."""
    return list({firms[pk].id: firms[pk] for pk in ids if pk in firms}.values())


def _flat(alike: Iterable[Iterable[Likeness]]) -> Iterator[Likeness]:
    return (each for found in alike for each in found)
