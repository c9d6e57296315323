"""Digital PDFs: words with boxes, ruled tables with merged cells, tables over page breaks."""
