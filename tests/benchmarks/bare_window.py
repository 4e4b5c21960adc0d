"""Shows an empty window of Qt and prints a dot when it is painted. A process of its own: `starting` runs it."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """Tells of its first paint."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: print(".", end="", flush=True))


app = QApplication(sys.argv[:1])
window = Window()
window.show()
app.exec()
