"""Puts the sample figures within reach of the tests in the folders below."""
