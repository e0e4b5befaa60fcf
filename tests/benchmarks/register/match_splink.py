"""Splink over the same rows, with a model as its documentation advises: blocking rules that each
are narrow, Jaro-Winkler levels, term frequencies, random sampling for u, and expectation
maximisation over rows that two official numbers, a telephone or an address bring together.

Imports nothing of ours, so that it may run in an environment of its own. Started by matching.py.
"""

import csv
import json
import sys
import time
from pathlib import Path

import splink.comparison_level_library as level
import splink.comparison_library as comparison
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

NAME = comparison.CustomComparison(
    output_column_name="name",
    comparison_levels=[
        level.NullLevel("sorted_name"),
        level.ExactMatchLevel("sorted_name").configure(tf_adjustment_column="sorted_name"),
        level.JaroWinklerLevel("sorted_name", 0.96),
        level.JaroWinklerLevel("sorted_name", 0.92),
        level.ArrayIntersectLevel("words", 2),
        level.JaroWinklerLevel("sorted_name", 0.85),
        level.ArrayIntersectLevel("words", 1),
        level.ElseLevel(),
    ],
)
PLACE = comparison.CustomComparison(
    output_column_name="place",
    comparison_levels=[
        level.NullLevel("street"),
        level.ExactMatchLevel("address").configure(tf_adjustment_column="address"),
        level.And(level.JaroWinklerLevel("address", 0.92), level.ExactMatchLevel("postcode")),
        level.ExactMatchLevel("postcode"),
        level.ElseLevel(),
    ],
)
COUNTED = ("phone", "domain", "legal_form", "trade")
NUMBERS = ("register_number", "chamber_number")
SETTINGS = SettingsCreator(
    link_type="link_only",
    comparisons=[
        NAME,
        PLACE,
        *(comparison.ExactMatch(column) for column in NUMBERS),
        *(
            comparison.ExactMatch(column).configure(term_frequency_adjustments=True)
            for column in COUNTED
        ),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("phone"),
        block_on("domain"),
        block_on("register_number"),
        block_on("chamber_number"),
        block_on("sorted_name"),
        block_on("sounds"),
        block_on("street", "house_number"),
        block_on("postcode", "substr(sorted_name, 1, 5)"),
        block_on("street", "substr(sorted_name, 1, 3)"),
    ],
    retain_matching_columns=False,
)
CERTAIN = [
    block_on("register_number"),
    block_on("chamber_number"),
    block_on("phone", "sorted_name"),
    block_on("sorted_name", "address"),
]
FOUND_BY_THOSE = 0.6
SAMPLED_PAIRS = 1e7
LEAST_WEIGHT = -10


def main(folder: Path) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    database = DuckDBAPI()
    linker = Linker(
        [_registered(database, folder, name) for name in ("on_file", "listed")], SETTINGS
    )
    _train(linker)
    pairs = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
    best = _best(pairs)
    told = {
        "seconds": time.perf_counter() - start,
        "cpu_seconds": time.process_time() - cpu,
        "megabytes": most_megabytes(),
        "answers": "splink.csv",
    }
    with (folder / "splink.csv").open("w", newline="") as file:
        csv.writer(file).writerows((row, firm, weight, 1) for row, firm, weight in best)
    print(json.dumps(told))


def _registered(database, folder, name):
    table = database._con.read_parquet(str(folder / f"{name}.parquet"))
    return database.register(table, dataset_display_name=name)


def _train(linker):
    training = linker.training
    training.estimate_probability_two_random_records_match(CERTAIN, recall=FOUND_BY_THOSE)
    training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=1)
    for rule in CERTAIN:
        training.estimate_parameters_using_expectation_maximisation(rule)


def _best(pairs):
    """For each row its likeliest firm; rows have the larger ids."""
    found = pairs.as_duckdbpyrelation()
    rows = found.query(
        "pairs",
        """
        SELECT greatest(unique_id_l, unique_id_r) AS row,
               arg_max(least(unique_id_l, unique_id_r), match_weight), max(match_weight)
        FROM pairs GROUP BY row
        """,
    )
    return rows.fetchall()


def most_megabytes() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
