"""Patients, their episodes, who may do what, and what somebody typed."""
