"""Tests of extraction: what is read from a paper, and what is not."""
