"""The composition root: it alone knows the screens, the services and the clinic folder."""
