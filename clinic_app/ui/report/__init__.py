"""The progress report for a referrer: what it tells, how it looks, printing and saving it."""
