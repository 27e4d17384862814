"""Patients and their dated records: found, merged, erased."""
