"""Every number that decides whether two firms are the same, in one place.

What two firms have in common counts as much as it is rare (Fellegi and Sunter, 1969): a word that
one firm in 1,024 bears is worth ten bits, each bit doubling the odds. Against it stands how
unlikely it is that any two firms are the same one. What is not known counts nothing.
"""

SURE, ASK = 99.0, 25.0
"""Scores from which a firm is linked by itself, and from which a person is asked."""
WORD_FOR_WORD = 0.0
"""Bits at least where two say the same in all, however little it is: somebody is asked."""
RIVAL = 7.0
"""Bits by which a sure firm must be ahead of the next, else a person chooses."""
PSEUDO_FIRMS = 10_000
"""A small register says little about what is rare: it is thought to be larger by these."""
PSEUDO_COUNT = 4.0
"""So many of them are thought to share any one value."""

MOST_OF_A_WORD = 10.0
MOST_OF_A_NAME = 20.0
"""A name alone never makes sure: it may be a namesake's."""
NAME_FOR_SURE = 6.0
"""Bits that a name must speak for it unless an official number does."""
SIMILAR_WORD = 0.85
"""What a word with a slip is worth of the word itself."""
WELL_KNOWN = 6
"""Firms that bear a word from which on it is no slip of another: Meier is not Meyer."""
SHORTENED, INITIAL = 0.5, 1.5
"""What ``Tischl.`` is worth of ``Tischlerei``, and bits of an initial."""
OTHER_WORD = -7.0
"""A word stands where the other firm has another one."""
ANOTHER_WORD = -2.5
"""A word that the other firm has not."""
OF_THE_FAMILY = -4.0
"""A word as Verwaltungs or Holding that the other has not."""

MOST_OF_AN_ADDRESS = 12.0
SAME_STREET, MOVED, MOVED_FAR = 3.0, -2.5, -3.5
SIMILAR_STREET = 84.0
NEAR_METRES, FAR_METRES = 250.0, 1500.0
SAME_POSTCODE = 2.0

MOST_OF_A_PHONE, OTHER_PHONE = 14.0, -2.5
MOST_OF_A_DOMAIN, OTHER_DOMAIN = 13.0, -2.5
SAME_REGISTER_NUMBER, OTHER_REGISTER_NUMBER = 18.0, -9.0
SAME_CHAMBER_NUMBER, OTHER_CHAMBER_NUMBER = 18.0, -6.0
SAME_FORM, OTHER_FORM = 1.0, -2.0
SAME_TRADE, OTHER_TRADE = 3.0, -4.0

MOST_IN_A_BLOCK = 60
"""Firms that share a key beyond which it is of no use to look for candidates by it."""
MOST_JUDGED = 4
"""Candidates of a firm that are looked at closely."""
