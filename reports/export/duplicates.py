"""Exported: which firms were merged, and what people said of pairs that may be one."""

from crm.models import CompanyMerge, MatchDecision
from reports.export.table import Column as C
from reports.export.table import Table

COMPANY_MERGES = Table(
    "company_merges",
    "Who was merged into whom and when, and what was taken apart again.",
    (
        C("id", CompanyMerge.id, "Number of the merge"),
        C("company_id", CompanyMerge.company_id, "The company that was merged"),
        C("into_id", CompanyMerge.into_id, "The company that counts in its place"),
        C("merged_at", CompanyMerge.merged_at, "When, UTC"),
        C("reasons", CompanyMerge.reasons, "Why, as JSON; empty: not written down"),
        C("ended_on_before", CompanyMerge.ended_on_before, "Its last day before; empty: existed"),
        C("end_reason_before", CompanyMerge.end_reason_before, "Why it had ended before"),
        C("undone_at", CompanyMerge.undone_at, "When they were taken apart, UTC; empty: it holds"),
        C("left_over", CompanyMerge.left_over, "What could not be put back, as JSON"),
    ),
    order=(CompanyMerge.id,),
)
MATCH_DECISIONS = Table(
    "match_decisions",
    "Pairs that may be one company, and what was decided.",
    (
        C("id", MatchDecision.id, "Number of the pair"),
        C("company_id", MatchDecision.company_id, "The company with the smaller number"),
        C("other_id", MatchDecision.other_id, "The other company; empty: a register's row"),
        C("record_id", MatchDecision.record_id, "The register's row; empty: another company"),
        C("score", MatchDecision.score, "How alike they are, of 100"),
        C("reasons", MatchDecision.reasons, "Why they may be one, as JSON"),
        C("verdict", MatchDecision.verdict, "same, different, later; empty: it waits"),
        C("decided_at", MatchDecision.decided_at, "When that was said, UTC"),
        C("merge_id", MatchDecision.merge_id, "The merge that came of it"),
        C("created_at", MatchDecision.created_at, "When the pair was found, UTC"),
    ),
    order=(MatchDecision.id,),
)
