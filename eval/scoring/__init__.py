"""Scorers: labels and expectations beside what the tool made of a report.

`measure.measure` is the table of contents. One module a family: `fields` and `misplaced` (what stands in each field),
`counting`, `texts`, `indicators`, `sections`, `findings`, `repairs`, `drafts`, `quotes`, `grounding`, `review` and
`misses`; `align`, `assignment` and `distance` serve them, `intervals` says how sure a score is, and `answers` lets any
other tool be judged by the same scorers.
"""
