"""The frozen program's first file: PyInstaller wants a script where a package has an entry point."""

import sys

from editor.__main__ import main

sys.exit(main())
