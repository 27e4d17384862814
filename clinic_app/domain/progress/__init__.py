"""What was done and measured: adherence, logs, events, outcome measures, the caseload."""
