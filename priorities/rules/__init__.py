"""Answers from dates and numbers alone: no framework, no clock, no query."""
