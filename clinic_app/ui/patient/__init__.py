"""The screen of one patient: who it is, and the tabs."""
