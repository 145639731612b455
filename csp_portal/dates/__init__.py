"""Days and times in words, as GOV.UK writes them: the one place for it."""
