"""A made-up site for trying the editor, for its tests and its benchmarks."""

from editor.model.site.sample.writer import write_sample

__all__ = ["write_sample"]
