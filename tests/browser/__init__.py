"""A package, so that its tests share one JupyterLab and one Chromium."""
