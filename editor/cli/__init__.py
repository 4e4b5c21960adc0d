"""The command line: the same engine as the window, for scripts, CI and Git. It never loads Qt."""
