"""What must hold of any firms whatever: small ones out of few words, so that they collide."""

import math
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.register.same_firm.compare import Sharing, compare
from crm.register.same_firm.index import Index
from crm.register.same_firm.traits import Said, Traits, traits

WORDS = ("Müller", "Mueller", "Muller", "Meier", "Meyer", "Bau", "Elb", "Elbbau", "B.", "Bäckerei",
         "Bäck", "Verwaltungs", "GmbH", "& Co. KG", "12", "Anna", "Anne")  # fmt: skip


def maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


SAID = st.builds(
    Said,
    key=st.just(0),
    name=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
    legal_form=maybe("GmbH", "GmbH & Co. KG", "e. K."),
    street=maybe("Lübecker Straße", "Lübecker Str.", "Ankerstraße"),
    house_number=maybe("1", "1a", "2-4"),
    postcode=maybe("39104", "39106", "10115"),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    phone=maybe("0391 0123456", "+49 391 0123456", "0391 0999999"),
    register_number=maybe("HRB 1", "HRB 2", "IHK-0000003"),
    website=maybe("www.elbbau.de", "https://meier.de"),
    wz_code=maybe("10.71.0", "41.20.1"),
    wz_edition=st.just("2008"),
)
FIRMS = st.lists(SAID, min_size=1, max_size=5).map(
    lambda firms: [traits(firm._replace(key=key)) for key, firm in enumerate(firms, start=1)]
)


@given(FIRMS, SAID)
def test_scores_are_a_percentage_and_agree_with_what_is_done(
    firms: list[Traits], said: Said
) -> None:
    for found in Index(firms).find(traits(said)):
        assert 0 <= found.score <= 100
        assert found.verdict != "new"
        assert found.reasons


@given(FIRMS, SAID, SAID)
def test_likeness_is_mutual(firms: list[Traits], one: Said, other: Said) -> None:
    rarity = Index(firms).rarity
    mine, yours = traits(one), traits(other)._replace(key=1)
    there, back = (compare(*pair, Sharing(), rarity) for pair in permutations((mine, yours)))
    assert math.isclose(there.bits, back.bits, abs_tol=1e-9)
    assert (there.verdict, there.reasons) == (back.verdict, back.reasons)


@given(FIRMS, SAID)
def test_a_firm_finds_itself(firms: list[Traits], said: Said) -> None:
    index = Index([*firms, traits(said)._replace(key=99)])
    assert 99 in [found.key for found in index.find(traits(said))]


@settings(max_examples=50)
@given(FIRMS.flatmap(lambda firms: st.tuples(st.just(firms), st.permutations(firms))), SAID)
def test_the_order_of_firms_does_not_matter(
    orders: tuple[list[Traits], list[Traits]], said: Said
) -> None:
    firms, shuffled = orders
    assert Index(firms).find(traits(said)) == Index(shuffled).find(traits(said))
    assert Index(firms).pairs() == Index(shuffled).pairs()


@settings(max_examples=50)
@given(FIRMS)
def test_firms_added_later_are_found_alike(firms: list[Traits]) -> None:
    grown = Index()
    for firm in firms:
        grown.add([firm])
    assert grown.pairs() == Index(firms).pairs()
    assert list(grown.find_all(firms)) == [grown.find(firm) for firm in firms]
