"""Pain ratings, the regions they are about, and the chart's description."""
