"""From a report to a labelled case: a draft to correct in JSON or a workbook, its check, two labels side by side."""
