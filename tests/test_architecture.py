"""The rules of the house, each a test with a sentence as its name (docs/architecture.md says why)."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EDITOR = ROOT / "editor"
MODULES = sorted(EDITOR.rglob("*.py"))
QT = ("PySide6", "shiboken6", "qtawesome")
FLOORS = ("editor.model.text", "editor.model.card", "editor.model.site")


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every module that the file at `path` imports, wherever in it."""
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield module, node
            yield from ((f"{module}.{alias.name}", node) for alias in node.names)


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def called_name(call: ast.Call) -> str:
    return ast.unparse(call.func)


def within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def offenders(paths: list[Path], *banned: str) -> list[str]:
    return [
        f"{name_of(path)} imports {module}" for path in paths for module, _ in imports(path) if within(module, *banned)
    ]


def test_only_the_ui_floor_and_the_window_door_know_qt():
    below = [path for path in MODULES if not within(name_of(path), "editor.ui")]
    assert offenders(below, *QT) == []
    assert offenders([path for path in below if path.name != "__main__.py"], "editor.ui") in (
        [],
        ["editor.cli imports editor.ui.start", "editor.cli imports editor.ui.start.run_window"],
    )


def test_the_model_floor_imports_only_itself_the_standard_library_and_small_libraries():
    libraries = {"yaml", "msgpack", "backports", "numpy", "PIL", "platformdirs", "watchfiles"}
    allowed = {*sys.stdlib_module_names, "compression", *libraries, "editor"}  # Python 3.14 brings `compression`
    model = [path for path in MODULES if within(name_of(path), "editor.model")]
    foreign = {
        f"{name_of(path)} imports {m}" for path in model for m, _ in imports(path) if m.split(".")[0] not in allowed
    }
    assert foreign == set()
    assert offenders(model, "editor.ui", "editor.cli", "editor.__main__") == []


@pytest.mark.parametrize(("floor", "above"), [(floor, FLOORS[n + 1 :]) for n, floor in enumerate(FLOORS)])
def test_nothing_imports_what_stands_above_it(floor: str, above: tuple[str, ...]):
    assert offenders([path for path in MODULES if within(name_of(path), floor)], *above) == []


def test_only_the_store_writes_card_files():
    """Exceptions: the sample writer makes a new site from nothing; recovery files are not cards, nor in a site."""
    writers = {"write_text", "write_bytes", "replace", "rename", "unlink", "open"}
    model = [
        path for path in MODULES if within(name_of(path), "editor.model.site", "editor.model.card", "editor.model.text")
    ]
    found = {
        name_of(path)
        for path in model
        for call in calls(path)
        if (called_name(call).startswith("os.") and called_name(call).split(".")[-1] in writers)
        or called_name(call).split(".")[-1] in {"write_text", "write_bytes"}
    }
    assert {module for module in found if not within(module, "editor.model.site.sample")} <= {
        "editor.model.site.store",
        "editor.model.site.durable",
        "editor.model.site.records",
        "editor.model.site.turns",  # opens folders, to lock them
    }


def test_only_tasks_makes_threads_for_the_window():
    banned = ("threading", "concurrent", "multiprocessing", "asyncio", "PySide6.QtConcurrent")
    makers = {"QThread", "QThreadPool", "QRunnable"}
    ui = [path for path in MODULES if within(name_of(path), "editor.ui") and path.name != "tasks.py"]
    assert offenders(ui, *banned) == []
    assert [name_of(p) for p in ui for m, _ in imports(p) if m.split(".")[-1] in makers] == []


def test_only_the_git_module_runs_other_programs():
    banned = ("subprocess", "pty", "asyncio.subprocess", "PySide6.QtCore.QProcess")
    starters = ("os.system", "os.popen", "os.startfile", "os.fork", "os.exec", "os.spawn", "os.posix_spawn")
    rest = [path for path in MODULES if name_of(path) != "editor.model.site.git"]
    assert offenders(rest, *banned) == []
    assert [name_of(path) for path in rest for call in calls(path) if called_name(call).startswith(starters)] == []


def test_only_session_reaches_the_library_and_the_disk_from_the_window():
    reach = ("editor.model.site.library", "editor.model.site.store", "editor.model.site.bulk", "editor.model.site.git")
    ui = [path for path in MODULES if within(name_of(path), "editor.ui")]
    found = {name_of(path) for path in ui for module, _ in imports(path) if within(module, *reach)}
    assert {module for module in found if not within(module, "editor.ui.session")} == set()


def test_no_proxy_models_no_process_events_no_state_through_the_application():
    banned = ("QSortFilterProxyModel", "processEvents", "QApplication.instance", "QCoreApplication.instance", "qApp")
    found = [(name_of(path), word) for path in MODULES for word in banned if word in path.read_text(encoding="utf-8")]
    assert found == []


def test_no_star_imports():
    assert [name for path in MODULES for name, _ in imports(path) if name.endswith(".*")] == []


def test_a_module_is_about_one_thing_and_ends_before_400_lines():
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_every_module_has_its_test_file():
    tests = {path.relative_to(ROOT / "tests").as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    missing = []
    for path in MODULES:
        if path.name in ("__init__.py", "__main__.py") or not path.read_text(encoding="utf-8").strip():
            continue
        inside = path.relative_to(EDITOR)
        if f"{inside.parent.as_posix()}/test_{inside.name}".removeprefix("./") not in tests:
            missing.append(name_of(path))
    assert missing == []


@pytest.mark.parametrize("call", [["--help"], ["set", "--help"], ["list", "--help"], ["check", "--help"]])
def test_the_command_line_never_loads_qt(call: list[str]):
    code = (
        f"import sys; sys.argv[1:] = {call!r}\nfrom editor.__main__ import main\ntry: main()\nexcept SystemExit: pass\n"
        + ("sys.exit('PySide6' in sys.modules)")
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_model_floor_works_where_qt_is_not_installed(tmp_path: Path):
    """Imports every model module and the command line with Qt made unimportable."""
    code = f"import sys, importlib\nfor name in {QT!r}: sys.modules[name] = None\n" + "".join(
        f"importlib.import_module({name_of(path)!r})\n"
        for path in MODULES
        if within(name_of(path), "editor.model") or name_of(path).startswith("editor.cli")
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_qt_keeps_its_hands_off_the_reference_count_of_none(tmp_path: Path):
    """PySide6 6.12.0 loses a reference to None at every call on Python < 3.12 (see pyproject.toml)."""
    code = (
        "import sys\nfrom PySide6.QtGui import QGuiApplication, QImage, QPainter, Qt\napp = QGuiApplication([])\n"
        "image = QImage(8, 8, QImage.Format.Format_RGB32)\npainter = QPainter(image)\nbefore = sys.getrefcount(None)\n"
        "for _ in range(20_000): painter.fillRect(0, 0, 4, 4, Qt.GlobalColor.red)\npainter.end()\n"
        "sys.exit(sys.getrefcount(None) < before - 500)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
