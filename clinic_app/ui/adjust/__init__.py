"""The panel beside the plan that adjusts one exercise."""
