"""The paper diary, and its form, which comes back."""
