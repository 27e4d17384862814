"""The caseload: who is treated, how their pain goes, and whom to look at first."""
