"""The forms of the answers: leaves are `{text, at}`, groups and rows bear the names of the record.

They are the record without what code can work out (values, units, boxes, statuses), so that a schema stays small: an
amount holds its own change, growth and share (`Sum`), and what is absent on paper is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from extractor.records.money import BudgetItem, ThreePublicItem

_DROPPED = ("title", "description", "default", "additionalProperties")


class Form(BaseModel):
    """A part of an answer; an unknown key makes the answer a wrong one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the schema without what a model does not need: titles, defaults, and null beside what is optional.

        It goes with every question, so what is used once stands where it is used, and the rest has names of one letter.
        """
        schema: dict[str, Any] = _slim(super().model_json_schema(*args, **kwargs))
        return _short(schema) | {"title": cls.__name__}


def _slim(node: Any) -> Any:
    if isinstance(node, list):
        return [_slim(part) for part in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: {name: _slim(one) for name, one in value.items()} if key in {"properties", "$defs"} else _slim(value)
        for key, value in node.items()
        if key not in _DROPPED
    }
    parts = [part for part in kept.get("anyOf", ()) if part != {"type": "null"}]
    if len(parts) == 1:
        kept.pop("anyOf")
        kept |= parts[0]
    return kept


def _short(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose definitions are those that are used more than once, named a, b, c, the most used first."""
    defined = schema.pop("$defs", {})
    uses = Counter(_used({"root": schema, **defined}))
    names = {old: chr(ord("a") + n) for n, (old, count) in enumerate(uses.most_common()) if count > 1}

    def placed(node: Any) -> Any:
        if isinstance(node, list):
            return [placed(part) for part in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            name = _name(node)
            return {"$ref": f"#/$defs/{names[name]}"} if name in names else placed(defined[name])
        return {key: placed(value) for key, value in node.items()}

    kept = {"$defs": {new: placed(defined[old]) for old, new in names.items()}} if names else {}
    return {**kept, **placed(schema)}


def _used(node: Any) -> Iterator[str]:
    """Yield the name of each definition as often as a schema refers to it."""
    if isinstance(node, dict) and "$ref" in node:
        yield _name(node)
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _used(part)


def _name(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


class Leaf(Form):
    """Words as printed and the line or cell they stand in."""

    text: str
    at: str


class Sum(Form):
    """An amount, and what is said of it: its change and growth against the year before, its share and of what."""

    text: str | None = None
    at: str | None = None
    change: Leaf | None = None
    growth: Leaf | None = None
    share: Leaf | None = None
    share_of: Leaf | None = None


def _form(name: str, many: Mapping[str, type[Form]] | None = None, **kinds: Any) -> type[Form]:
    """Make a form of optional fields: `leaves` and `sums` are names with spaces between them, `many` holds rows."""
    fields: dict[str, Any] = {}
    for leaf in kinds.pop("leaves", "").split():
        fields[leaf] = (Leaf | None, None)
    for one in kinds.pop("sums", "").split():
        fields[one] = (Sum | None, None)
    fields |= {key: (kind | None, None) for key, kind in kinds.items()}
    fields |= {key: (tuple.__class_getitem__((kind, ...)), ()) for key, kind in (many or {}).items()}
    return create_model(name, __base__=Form, __module__=__name__, __doc__=name, **fields)


class BudgetLine(Form):
    """A row of budget and execution."""

    item: BudgetItem | None = None
    label: Leaf | None = None
    initial: Leaf | None = None
    adjusted: Leaf | None = None
    executed: Leaf | None = None
    weight: Leaf | None = None
    rate: Leaf | None = None
    score: Leaf | None = None


class PublicLine(Form):
    """A row of 三公经费."""

    item: ThreePublicItem
    previous: Leaf | None = None
    budget: Leaf | None = None
    final: Leaf | None = None
    change_from_previous: Leaf | None = None
    growth: Leaf | None = None


class BaseLine(Form):
    """A row of 基础数据表; `item` when it is one of 三公经费."""

    label: Leaf
    item: ThreePublicItem | None = None
    previous_final: Leaf | None = None
    current_budget: Leaf | None = None
    current_final: Leaf | None = None


class NamedAmount(Form):
    """What money for projects was spent on."""

    name: Leaf
    amount: Sum | None = None


class HeadingLine(Form):
    """A heading that has no number."""

    title: Leaf
    level: int


_Person = _form("Person", leaves="name title organization")
_Profile = _form(
    "ProfilePart",
    {"evaluators": _Person},
    leaves="unit_name budget_code fiscal_year report_date evaluation_method evaluation_agency preparer phone head "
    "duties departments",
)
_Staff = _form("StaffLine", leaves="label authorized actual")
_Car = _form("CarLine", leaves="label count")
_Cars = _form("Cars", {"breakdown": _Car}, leaves="total")
_Staffing = _form(
    "StaffingPart", {"breakdown": _Staff}, leaves="authorized actual retired control_rate", vehicles=_Cars
)
_Income = _form("IncomePlan", leaves="general_public government_fund special_account other")
_Expenditure = _form("ExpenditurePlan", leaves="basic project")
_Budget = _form("BudgetPart", {"rows": BudgetLine}, by_income=_Income, by_expenditure=_Expenditure)
_Received = _form("IncomePart", sums="initial total fiscal general_public carryover supplement other")
_Basic = _form("BasicPart", sums="total wages goods_services individuals_families other personnel public")
_Projects = _form("ProjectsPart", {"items": NamedAmount}, sums="total")
_Spending = _form(
    "SpendingPart",
    leaves="rate",
    sums="initial_budget adjusted_budget total government_fund state_capital social_insurance balance",
    basic=_Basic,
    project=_Projects,
)
_Public = _form("PublicPart", {"rows": PublicLine})
_Indicator = _form(
    "IndicatorLine",
    leaves="level1 level1_weight level2 level3 sign target actual unit weight completion score deviation",
)
_Score = _form("ScorePart", leaves="weight total grade")
_BaseData = _form("BaseDataPart", {"rows": BaseLine}, leaves="unit_as_printed")
_BaseStaff = _form("BaseStaff", leaves="authorized actual control_rate")
_Goals = _form("GoalsPart", leaves="expected actual")
_Project = _form(
    "ProjectPart",
    {"indicators": _Indicator, "items": NamedAmount},
    leaves="name department implementing_unit fiscal_year preparer phone head report_date",
    budget=_Budget,
    goals=_Goals,
    score=_Score,
)

ProfileAnswer = _form("ProfileAnswer", profile=_Profile, staffing=_Staffing)
BudgetAnswer = _form("BudgetAnswer", budget=_Budget)
SpendingAnswer = _form("SpendingAnswer", income=_Received, spending=_Spending, three_public=_Public)
IndicatorsAnswer = _form("IndicatorsAnswer", {"indicators": _Indicator}, score=_Score)
BaseDataAnswer = _form("BaseDataAnswer", base_data=_BaseData, staffing=_BaseStaff)
ProjectAnswer = _form("ProjectAnswer", {"projects": _Project})
GoalsAnswer = _form("GoalsAnswer", {"sections": HeadingLine}, goals=_Goals)


class Repair(Form):
    """The second answer to one value that failed; without `text` and `at` the paper does not have it."""

    n: int
    text: str | None = None
    at: str | None = None


class RepairAnswer(Form):
    """The second answers."""

    items: tuple[Repair, ...] = ()


FORMS: dict[str, type[Form]] = {
    form.__name__: form
    for form in (
        ProfileAnswer, BudgetAnswer, SpendingAnswer, IndicatorsAnswer, BaseDataAnswer, ProjectAnswer, GoalsAnswer,
        RepairAnswer,
    )
}  # fmt: skip
"""The forms by the names that the heads of the prompts use."""
