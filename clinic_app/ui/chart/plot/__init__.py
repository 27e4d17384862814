"""The plotted chart, by pyqtgraph; importing its parts costs a sixth of a second."""
