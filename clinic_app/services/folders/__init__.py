"""Where clinics lie on this computer, and how safe it is there."""
