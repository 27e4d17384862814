"""Ratings, reports, advice and the caseload."""
