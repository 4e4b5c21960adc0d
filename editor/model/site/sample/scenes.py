"""The scenes that the pictures of the sample site show, and the colours that they come in."""

from collections.abc import Callable, Mapping

from editor.model.site.sample import diagrams, landscapes
from editor.model.site.sample.canvas import Canvas, palette

PALETTES = (
    palette("#1b3a5b", "#f4a261", "#e08e66", "#a8586a", "#5c3c64", "#2a2342", "#ffe0a3"),  # dusk
    palette("#8ecae6", "#e9f5f9", "#9cc5cf", "#5fa3b5", "#2f7289", "#123f56", "#ffb703"),  # clear day
    palette("#0d1b2a", "#3a5a84", "#44648e", "#2b4568", "#1b2f4c", "#0b1726", "#f6e7b4"),  # night
    palette("#f7d9c4", "#fdf3e7", "#e7b7a0", "#c98474", "#8c5060", "#4b2e46", "#e4572e"),  # rose morning
    palette("#cfe8d5", "#f5faf0", "#a6cfae", "#6ba583", "#3a7563", "#17423f", "#f2c14e"),  # spring
    palette("#2d2a55", "#7c5fa8", "#8d76bd", "#5f4b94", "#3d326e", "#1d1942", "#ff9f8a"),  # violet
)

SCENES: Mapping[str, Callable[[Canvas], None]] = {
    "bridge": landscapes.bridge,
    "chart": diagrams.chart,
    "chip": diagrams.chip,
    "helix": diagrams.helix,
    "lighthouse": landscapes.lighthouse,
    "line": diagrams.line,
    "map": diagrams.city_map,
    "mountains": landscapes.mountains,
    "network": diagrams.network,
    "planet": diagrams.planet,
    "reef": landscapes.reef,
    "skyline": landscapes.skyline,
    "stage": diagrams.stage,
    "stars": diagrams.stars,
    "sun": landscapes.sun,
    "tiles": diagrams.tiles,
    "waves": landscapes.waves,
    "wind": landscapes.wind,
}
