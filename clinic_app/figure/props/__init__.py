"""Things in the room and in the hands: how they look, what they carry, what they weigh."""
