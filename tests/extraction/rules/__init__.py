"""Tests of the offline reader."""
