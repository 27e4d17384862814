"""What leads into a clinic: passphrases, sign-ins, encrypting anew."""
