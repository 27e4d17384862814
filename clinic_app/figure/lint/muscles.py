"""The check that a primary muscle can be seen; it draws, so it stands apart from the others."""

from clinic_app.figure.lint.finding import Finding
from clinic_app.figure.motion import Motion, scene
from clinic_app.figure.render.muscles import muscle_shares

LEAST_SHARE = 0.006  # of the visible figure


def lint_muscles(motion: Motion) -> list[Finding]:
    """Primary muscles that no panel shows to the camera; takes about as long as a picture."""
    primary = {h.muscle for h in motion.highlights if h.primary}
    best = dict.fromkeys(sorted(primary), 0.0)
    for number in range(1, len(motion.panels)):
        shares = muscle_shares(scene(motion, number), look=motion.look, camera=motion.camera)
        for muscle in best:
            best[muscle] = max(best[muscle], shares.get(muscle, 0.0))
    return [
        Finding("muscle", 0, f"the camera hardly sees {muscle}: {share:.2%} of the figure", muscle)
        for muscle, share in best.items()
        if share < LEAST_SHARE
    ]
