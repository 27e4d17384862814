"""The clinic's own words as frozen values and pure functions; standard library only."""
