"""Events on the screen: visits, flare-ups, injections, warning signs."""
