"""Sections of both editions of the WZ shown once: rows of firms that are one section or the other.

Every firm has one section, so that rows taken together are the sums of their figures.
"""

import pandas as pd

from crm.rules.wz_sections import JOINT_OF, JOINT_SECTIONS


def joint(rows: pd.DataFrame) -> pd.DataFrame:
    """A frame with ``section`` and counts; the same with the joint sections, in their order."""
    named = rows.assign(section=[JOINT_OF.get(key, key) for key in rows["section"]])
    summed = named.groupby("section", sort=False, as_index=False).sum()
    places = {key: place for place, key in enumerate(JOINT_SECTIONS)}
    order = summed["section"].map(places)
    return summed.iloc[order.argsort(kind="stable")].reset_index(drop=True)
