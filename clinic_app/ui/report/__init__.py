"""The progress report for a referrer: what it says, how it looks, printing and saving it."""
