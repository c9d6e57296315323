"""The offline reader: finds tables by their heads and sentences by their labels."""

from __future__ import annotations

from typing import NamedTuple

from extractor.extraction.claims import Claim, Claims, Place
from extractor.extraction.lexicon import plain
from extractor.extraction.rules.forms import FormReader
from extractor.extraction.rules.nothing import claim_nothing
from extractor.extraction.rules.passages import Passage, passages
from extractor.extraction.rules.profile import claim_duties, claim_profile
from extractor.extraction.rules.result import claim_result
from extractor.extraction.rules.slips import stated_amounts
from extractor.extraction.rules.spending import MoneyReader
from extractor.extraction.rules.staffing import StaffReader
from extractor.extraction.rules.transfers import FundReader, fund_name, rows_by_item
from extractor.records.document import Document
from extractor.records.report import Move


class Reading(NamedTuple):
    """What the offline reader found."""

    claims: list[Claim]
    moves: list[Move]


def read_rules(document: Document) -> Reading:
    """Read the narrative, then the forms; the claims of the forms come first, since they are more specific."""
    found = passages(document)
    told = read_narrative(document, found)
    fund = fund_name(document)
    forms = FormReader(Claims(), stated_amounts(told))
    if fund is not None:
        forms.begin_fund(document)
    forms.read(document)
    if fund is not None and forms.fund:
        told = [*read_fund(document, found, fund, forms.claims), *(c for c in told if c.path.startswith("profile."))]
    elif forms.only_projects and not _tells_of_department(told):
        first = _first_plan(read_fund(document, found, fund, forms.claims), forms.claims) if fund is not None else []
        spent = _of_all_projects(told) if forms.project > 0 else []
        told = _of_the_project(told, forms.claims.found, forms.project + 1) + spent + first
        told += read_result(found, told, project=True) if forms.project == 0 else []
    else:
        told += read_result(found, told, project=False)
    return Reading(_preferred(forms.claims.found, told) + forms.tables.found, forms.moves)


def _tells_of_department(told: list[Claim]) -> bool:
    return any(claim.path.startswith(("spending.basic.", "staffing.authorized", "income.total")) for claim in told)


def read_fund(document: Document, found: list[Passage], fund: tuple[str, Place], forms: Claims) -> list[Claim]:
    """Claim what a narrative about one project or fund says: `projects[0]`."""
    claims = Claims(prefix="projects[0].")
    claims.add("name", "text", *fund)
    claim_profile(document, found, claims, project=True)
    year = _said(claims, "fiscal_year")
    reader = FundReader(claims, document, rows=rows_by_item(forms), fiscal_year=year, name=plain(fund[0]))
    for passage in found:
        reader.read(passage)
    return claims.found + read_result(found, claims.found, project=True)


def read_result(found: list[Passage], told: list[Claim], *, project: bool) -> list[Claim]:
    """Claim the score and the grade that sentences tell, of the department or of the only project."""
    claims = Claims(prefix="projects[0]." if project else "")
    paths = ("profile.fiscal_year", "projects[0].fiscal_year")
    year = next((str(claim.value) for claim in told if claim.path in paths), "")
    for passage in found:
        claim_result(passage, claims, year, project=project)
    return claims.found


def _of_the_project(told: list[Claim], forms: list[Claim], count: int) -> list[Claim]:
    """In a file that holds only project forms the sentences tell of the project, not of the department."""
    dated = {claim.path for claim in forms}
    lacking = [number for number in range(count) if f"projects[{number}].fiscal_year" not in dated]
    kept = [claim for claim in told if claim.path.startswith("profile.")]
    kept += [
        year._replace(path=f"projects[{number}].fiscal_year")
        for year in kept
        if year.path == "profile.fiscal_year"
        for number in lacking
    ]
    return kept


def _of_all_projects(told: list[Claim]) -> list[Claim]:
    """What sentences before several project forms tell of all of them together: one 项目支出 and its items."""
    kept = [c for c in told if c.path.startswith("spending.project.") and (c.at is None or not c.at.id.startswith("T"))]
    totals = {(claim.value, claim.unit) for claim in kept if claim.path == "spending.project.total"}
    return kept if len(totals) == 1 else []


def _first_plan(told: list[Claim], forms: Claims) -> list[Claim]:
    """The 年初预算 that sentences tell of the only project, when its form has no column for it and the same plan."""
    total = f"projects[0].budget.rows[{rows_by_item(forms).get('total')}]."
    printed = {claim.path: claim.value for claim in forms.found}
    plans = [claim for claim in told if claim.path == f"{total}adjusted"]
    first = [claim for claim in told if claim.path == f"{total}initial"]
    same = bool(plans) and all(plan.value == printed.get(plan.path) for plan in plans)
    return first[:1] if same and f"{total}initial" not in printed else []


def _preferred(forms: list[Claim], told: list[Claim]) -> list[Claim]:
    """Forms before narrative; a date of signature only when no form has a date; the most complete unit name first."""
    labelled = {claim.path for claim in forms}
    told = [claim for claim in told if claim.path != "profile.report_date" or claim.path not in labelled]
    names = [claim for claim in forms + told if claim.path == "profile.unit_name"]
    if not names:
        return forms + told
    first = max(names, key=lambda claim: (plain(claim.text).endswith(plain(names[0].text)), len(plain(claim.text))))
    same = [claim for claim in names if claim is not first and plain(first.text).endswith(plain(claim.text))]
    rest = [claim for claim in forms + told if claim.path != "profile.unit_name"]
    return [first, *(claim for claim in same if plain(claim.text) == plain(first.text)), *rest]


def _said(claims: Claims, path: str) -> str:
    """The value of a field as far as it is known, else its words; "" when it was not told."""
    found = next((claim for claim in claims.found if claim.path == claims.prefix + path), None)
    return str(found.value or found.text) if found else ""


def read_narrative(document: Document, found: list[Passage]) -> list[Claim]:
    """Claim what the running text says of the unit, its staff and its money."""
    claims = Claims()
    claim_profile(document, found, claims, project=False)
    year, unit = _said(claims, "profile.fiscal_year"), plain(_said(claims, "profile.unit_name"))
    money, staff = MoneyReader(claims, year, unit), StaffReader(claims, unit, year)
    for passage in found:
        money.read(passage)
        staff.read(passage)
    staff.finish()
    claim_nothing(document, found, claims)
    claim_duties(document, claims)
    firm = {claim.path for claim in claims.found}
    return claims.found + [claim for claim in money.weak if claim.path not in firm]
