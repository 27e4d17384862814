"""Pain on the screen: the strip above the plan, the progress tab, ratings in and out."""
