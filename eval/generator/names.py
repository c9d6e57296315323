"""Names of places, units and people, composed so that they name nobody."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.eval.generator.dice import Dice
from extractor.eval.generator.facts import Person, Place, Unit
from extractor.eval.generator.words import Theme, word, words

_SHORT = 2


def place(dice: Dice) -> Place:
    """Return a county, a district or a town."""
    kind = word(dice, "places", "kinds")
    name = word(dice, "places", "first") + word(dice, "places", "second")
    return Place(name + kind, kind, name[0])


def person(dice: Dice) -> str:
    """Return the name of a person."""
    return word(dice, "people", "surnames") + word(dice, "people", "given")


def spaced(dice: Dice, name: str) -> str:
    """Return a name as forms print it: a short one often with a space between its characters."""
    apart = dice.chance(0.5)
    return f"{name[0]} {name[1]}" if apart and len(name) == _SHORT else name


def phone(dice: Dice) -> str:
    """Return a number that nobody has: with an area code, local, or mobile."""
    local = f"{dice.whole(2, 8)}{dice.whole(100000, 999999):06d}"
    return dice.pick((f"0700-{local}", local, f"1380070{dice.whole(1000, 9999)}"))


def unit(dice: Dice, theme: Theme) -> Unit:
    """Return a unit that works in a field; its report is made in the first half of the next year."""
    where = place(dice)
    year = dice.whole(2019, 2025)
    name = where.name + dice.pick(theme.bodies)
    people = tuple(Person(person(dice), dice.pick(words("people")["titles"]), name) for _ in range(dice.whole(2, 5)))
    return Unit(
        name=name,
        place=where,
        parent=where.name + theme.parent,
        code=str(dice.whole(101, 899)) + f"{dice.whole(1, 30):03d}",
        year=year,
        reported=date(year + 1, 1, 20) + timedelta(days=dice.whole(0, 150)),
        preparer=person(dice),
        phone=phone(dice),
        head=person(dice),
        evaluators=people,
        duties=tuple(dice.some(theme.duties, 2, 3)),
        offices=tuple(dice.some(theme.offices, 3, 5)),
    )
