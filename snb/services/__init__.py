"""The doors for changes of meetings that are more than one saved form."""
