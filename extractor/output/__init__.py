"""What people open: the draft as .docx and Markdown, the review and summary sheets as .xlsx."""
