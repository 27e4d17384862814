"""The kiosk: the patient answers, full screen, and sees nothing else."""
