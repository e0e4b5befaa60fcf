"""Districts as a register names them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import District
from crm.register.change_log import ChangeLog
from crm.register.firm import DistrictName


class Districts:
    """Found by name; one of the register's own that is not on file yet is made and named."""

    def __init__(self, session: Session, city: str, log: ChangeLog) -> None:
        self._session = session
        self._log = log
        self._city = city
        rows = session.execute(select(District.name, District.number, District.id)).all()
        self._ids = {name: id_ for name, _number, id_ in rows}
        self._numbers = {number for _name, number, _id in rows}
        self.made: list[str] = []

    def id_of(self, district: DistrictName | None) -> int | None:
        if district is None:
            return None
        if district.name not in self._ids:
            self._ids[district.name] = self._make(district.name, district.number)
        return self._ids[district.name]

    def _make(self, name: str, number: str) -> int:
        """Another city's district may have the number: then ours says whose it is."""
        if number in self._numbers:
            number = f"{self._city} {number}"
        made = District(name=name, number=number)
        self._session.add(made)
        self._log.flush()
        self._numbers.add(number)
        self.made.append(str(made))
        return made.id
