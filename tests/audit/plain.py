"""What is done by hand: where a row or column has a single dot, its smallest other number goes."""

from reports.protect.number import Number, Sum
from reports.protect.publication import Publication


def by_rows_and_columns(publication: Publication) -> frozenset[Number]:
    sums = [link for link in publication.links if isinstance(link, Sum) and not link.overlap]
    gone, changed = set(publication.secret), True
    while changed:
        changed = False
        for link in sums:
            if sum(each in gone for each in link.numbers) == 1:
                rest = [each for each in link.numbers if each not in gone]
                wanted = [each for each in rest if publication.counts[each]] or rest
                gone.add(min(wanted, key=lambda each: (publication.counts[each], str(each))))
                changed = True
    return frozenset(gone)
