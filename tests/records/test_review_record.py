"""What people decided is part of the public contract of record.json."""

from extractor.records.report import Figure, Report
from tests.compact import figure, report_from_compact


def test_the_schema_documents_the_decisions():
    """Corrections, their history and the reviews have titles and meanings in the published schema."""
    schema = Report.model_json_schema()
    value = Figure.model_json_schema()["properties"]
    parts = [*schema["$defs"]["Review"]["properties"].values(), *schema["$defs"]["Seen"]["properties"].values()]

    assert schema["properties"]["reviews"]["description"]
    assert value["history"]["description"]
    assert value["corrected"]["description"]
    assert all(part.get("title") for part in parts)


def test_a_record_without_decisions_is_as_before():
    """Nothing is added to a record that nobody reviewed."""
    assert "reviews" not in report_from_compact({}).as_data()
    assert not {"history", "corrected"} & set(figure("1元").as_data())
