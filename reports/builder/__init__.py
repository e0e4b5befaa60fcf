"""Own reports: a measure, up to three dimensions, filters and a period, put together by whoever
asks. Nothing is defined here that figures mean: reports.measures is asked, and what may be asked of
it is declared.
"""
