"""Flat landscapes: town, coast, hills and sea bed, each painted from a handful of dice throws."""

import math
from collections.abc import Callable

from editor.model.site.sample.canvas import WHITE, Canvas, Colour, mix


def skyline(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    x, y = dice.spread(0.25, 0.75), dice.spread(0.28, 0.4)
    sheet.glow(x, y, 0.7, colours.light)
    sheet.disc(x, y, 0.11, colours.light)
    for layer, base in enumerate((0.5, 0.57, 0.66)):
        wall = colours.layers[layer + 1]
        lit = mix(wall, colours.light, 0.35 + 0.25 * layer)
        left = -0.02
        while left < 1:
            width = dice.spread(0.035, 0.08)
            top = base - dice.spread(0, 0.28)
            sheet.box(left, top, left + width - 0.004, 1, wall)
            if layer and dice.chance(0.25):
                sheet.stroke([(left + width / 2, top), (left + width / 2, top - 0.07)], wall, 0.008)
            if layer:
                _windows(sheet, left, top, width, lit)
            left += width
    sheet.fade(0.86, 1, colours.layers[3], mix(colours.layers[3], (0, 0, 0), 0.3))


def _windows(sheet: Canvas, left: float, top: float, width: float, lit: Colour) -> None:
    for column in range(1, int(width / 0.013)):
        for row in range(1, int((0.86 - top) / 0.045)):
            if sheet.dice.chance(0.3):
                x, y = left + column * 0.013 - 0.003, top + row * 0.045 - 0.012
                sheet.box(x, y, x + 0.006, y + 0.02, lit)


def waves(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    x = dice.spread(0.2, 0.8)
    sheet.glow(x, 0.4, 0.75, colours.light, 0.8)
    sheet.disc(x, 0.4, 0.13, colours.light)
    for step in range(9):
        level = 0.46 + step * 0.062
        shift, pace = dice.spread(0, 6.3), dice.spread(2.2, 3.4) - step * 0.12
        colour = mix(colours.layers[0], colours.layers[3], step / 8)
        sheet.ground(_wave(level, 0.012 + step * 0.0035, pace, shift), colour)
        if step in (2, 4):
            _boat(sheet, dice.spread(0.12, 0.88), level + 0.01, 0.06 + step * 0.02)


def _wave(level: float, swing: float, pace: float, shift: float) -> Callable[[float], float]:
    return lambda x: level + swing * math.sin(x * pace * 6.3 + shift) + swing * 0.4 * math.sin(x * pace * 14 + shift)


def _boat(sheet: Canvas, x: float, y: float, size: float) -> None:
    hull, sail = sheet.colours.layers[3], mix(sheet.colours.light, WHITE, 0.6)
    wide = size / sheet.ratio
    sheet.shape(
        [(x - wide, y - size * 0.3), (x + wide, y - size * 0.3), (x + wide * 0.7, y), (x - wide * 0.7, y)], hull
    )
    sheet.shape([(x, y - size * 2.1), (x, y - size * 0.4), (x - wide * 0.9, y - size * 0.4)], sail)
    sheet.shape(
        [(x + wide * 0.1, y - size * 1.8), (x + wide * 0.1, y - size * 0.4), (x + wide * 0.8, y - size * 0.4)], sail
    )


def lighthouse(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    x = dice.pick((0.28, 0.72))
    way = 1 if x < 0.5 else -1
    ray = mix(colours.sky[0], colours.light, 0.45)
    sheet.shape([(x, 0.3), (x + way * 0.95, 0.1), (x + way * 0.95, 0.4)], ray)
    sheet.shape([(x, 0.3), (x - way * 0.6, 0.2), (x - way * 0.6, 0.36)], mix(colours.sky[0], colours.light, 0.25))
    for step in range(5):
        colour = mix(colours.layers[0], colours.layers[2], step / 4)
        sheet.ground(_wave(0.66 + step * 0.06, 0.014, 2.6, dice.spread(0, 6.3)), colour)
    sheet.shape(
        [(x - 0.24, 1), (x - 0.1, 0.76), (x - 0.03, 0.7), (x + 0.05, 0.71), (x + 0.12, 0.8), (x + 0.26, 1)],
        colours.layers[3],
    )
    for band in range(6):
        top, low = 0.34 + band * 0.065, 0.34 + (band + 1) * 0.065
        a, b = 0.026 + band * 0.003, 0.026 + (band + 1) * 0.003
        colour = WHITE if band % 2 else (200, 66, 58)
        sheet.shape([(x - a, top), (x + a, top), (x + b, low), (x - b, low)], colour)
    sheet.glow(x, 0.3, 0.22, colours.light, 0.9)
    sheet.box(x - 0.02, 0.27, x + 0.02, 0.335, colours.light)
    sheet.box(x - 0.034, 0.33, x + 0.034, 0.347, colours.layers[3])
    sheet.shape([(x - 0.028, 0.272), (x, 0.21), (x + 0.028, 0.272)], colours.layers[3])


def mountains(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    x = dice.spread(0.2, 0.8)
    sheet.glow(x, 0.3, 0.6, colours.light)
    sheet.disc(x, 0.3, 0.09, colours.light)
    for layer in range(4):
        base, colour = 0.5 + layer * 0.13, colours.layers[layer]
        left = -0.1
        while left < 1.1:
            width, peak = dice.spread(0.22, 0.4), base - dice.spread(0.06, 0.26 - layer * 0.03)
            top = left + width * dice.spread(0.4, 0.6)
            sheet.shape([(left - 0.1, 1), (top, peak), (left + width + 0.1, 1)], colour)
            if layer < 2:
                snow = mix(colour, WHITE, 0.7)
                drop = (1 - peak) * 0.16
                slope = (top - left + 0.1) / (1 - peak), (left + width + 0.1 - top) / (1 - peak)
                edge = [
                    (top - slope[0] * drop, peak + drop),
                    (top - 0.008, peak + drop * 0.7),
                    (top + 0.01, peak + drop * 1.2),
                ]
                sheet.shape([(top, peak), *edge, (top + slope[1] * drop, peak + drop)], snow)
            left += width * 0.7
    sheet.ground(sheet.hills(0.93, 0.02), mix(colours.layers[3], (0, 0, 0), 0.25))


def wind(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    sheet.glow(0.8, 0.25, 0.6, colours.light)
    for layer, level in enumerate((0.62, 0.72, 0.84)):
        curve = sheet.hills(level, 0.035)
        sheet.ground(curve, colours.layers[layer + 1])
        for place in ((0.1, 0.42, 0.88), (0.26, 0.72), (0.55,))[layer]:
            x = place + dice.spread(-0.03, 0.03)
            _turbine(sheet, x, curve(x), 0.22 + layer * 0.13)
    sheet.ground(sheet.hills(0.96, 0.015), mix(colours.layers[3], (0, 0, 0), 0.2))


def _turbine(sheet: Canvas, x: float, foot: float, tall: float) -> None:
    white = mix(WHITE, sheet.colours.sky[1], 0.12)
    hub = foot - tall
    half = tall * 0.016
    sheet.shape([(x - half, foot + 0.02), (x - half / 2, hub), (x + half / 2, hub), (x + half, foot + 0.02)], white)
    turn = sheet.dice.spread(0, 2.1)
    for blade in range(3):
        angle = turn + blade * 2 * math.pi / 3
        tip = x + math.cos(angle) * tall * 0.62 / sheet.ratio, hub + math.sin(angle) * tall * 0.62
        side = math.cos(angle + 1.35) * tall * 0.09 / sheet.ratio, math.sin(angle + 1.35) * tall * 0.09
        sheet.shape([(x, hub), (x + side[0], hub + side[1]), tip], white)
    sheet.disc(x, hub, tall * 0.03, mix(white, sheet.colours.layers[3], 0.25))


def sun(sheet: Canvas) -> None:
    """A field of solar panels under a low sun."""
    colours = sheet.colours
    x = sheet.dice.spread(0.35, 0.65)
    for ring in range(5, 0, -1):
        sheet.disc(x, 0.42, 0.1 + ring * 0.075, mix(colours.light, colours.sky[1], 0.3 + ring * 0.12))
    sheet.disc(x, 0.42, 0.12, colours.light)
    sheet.ground(sheet.hills(0.58, 0.02), colours.layers[1])
    sheet.ground(lambda _: 0.64, colours.layers[2])
    for row in range(4):
        top, low = 0.64 + row * row * 0.022 + row * 0.02, 0.0
        low = top + 0.045 + row * 0.016
        wide = 0.09 + row * 0.045
        for column in range(-6, 7):
            centre = 0.5 + column * wide * 1.08
            lean = (centre - 0.5) * 0.05
            corners = [(centre - wide / 2 - lean, top), (centre + wide / 2 - lean, top)]
            panel = [*corners, (centre + wide / 2 + lean, low), (centre - wide / 2 + lean, low)]
            sheet.shape(panel, mix(colours.layers[3], colours.sky[0], 0.12 + 0.08 * row))
            sheet.stroke([(centre - lean, top), (centre + lean, low)], mix(colours.layers[3], WHITE, 0.35), 0.004)
            middle = (top + low) / 2
            sheet.stroke(
                [(centre - wide / 2, middle), (centre + wide / 2, middle)], mix(colours.layers[3], WHITE, 0.35), 0.004
            )


def bridge(sheet: Canvas) -> None:
    colours = sheet.colours
    x = sheet.dice.spread(0.4, 0.6)
    sheet.glow(x, 0.45, 0.7, colours.light)
    sheet.disc(x, 0.45, 0.12, colours.light)
    sheet.ground(sheet.hills(0.6, 0.025), colours.layers[0])
    sheet.ground(sheet.hills(0.65, 0.015), colours.layers[1])
    sheet.fade(0.7, 1, colours.layers[1], colours.layers[2])
    for _ in range(26):
        left, y = sheet.dice.random(), sheet.dice.spread(0.73, 0.98)
        sheet.stroke(
            [(left, y), (left + sheet.dice.spread(0.02, 0.09), y)], mix(colours.layers[1], colours.light, 0.4), 0.005
        )
    dark = colours.layers[3]
    for tower in (0.26, 0.74):
        for side in (-1, 1):
            reach = 0.26
            for cable in range(1, 9):
                sheet.stroke([(tower, 0.2 + cable * 0.01), (tower + side * reach * cable / 8, 0.655)], dark, 0.005)
        sheet.shape([(tower - 0.009, 0.16), (tower + 0.009, 0.16), (tower + 0.016, 0.82), (tower - 0.016, 0.82)], dark)
    sheet.box(-0.01, 0.65, 1.01, 0.675, dark)


def reef(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    deep, shallow = mix(colours.layers[3], (8, 44, 72), 0.5), mix(colours.layers[0], (90, 190, 210), 0.5)
    sheet.fade(0, 1, shallow, deep)
    for ray in range(6):
        x = ray * 0.2 - 0.1 + dice.spread(0, 0.1)
        sheet.shape([(x, 0), (x + 0.05, 0), (x + 0.2, 1), (x + 0.02, 1)], mix(shallow, deep, 0.42))
    for layer in range(3):
        colour = mix(deep, (6, 24, 40), 0.25 + layer * 0.3)
        curve = sheet.hills(0.76 + layer * 0.08, 0.04)
        for plant in range(9):
            x = (plant + dice.random()) / 9
            _weed(
                sheet,
                x,
                curve(x),
                dice.spread(0.14, 0.36),
                mix(colour, (colours.light, colours.layers[1])[plant % 2], 0.5),
            )
        sheet.ground(curve, colour)
    for fish in range(11):
        x, y, size = dice.spread(0.06, 0.94), dice.spread(0.12, 0.66), dice.spread(0.018, 0.04)
        colour = mix(colours.light, WHITE, 0.2 if fish % 3 else 0.7)
        sheet.oval(x, y, size * 1.5, size * 0.8, colour)
        tail = size / sheet.ratio
        sheet.shape([(x - tail * 1.2, y), (x - tail * 2.3, y - size * 0.8), (x - tail * 2.3, y + size * 0.8)], colour)


def _weed(sheet: Canvas, x: float, foot: float, tall: float, colour: Colour) -> None:
    shift = sheet.dice.spread(0, 6.3)
    points = [(x + math.sin(step / 3 + shift) * 0.008, foot + 0.02 - tall * step / 14) for step in range(15)]
    sheet.stroke(points, colour, 0.018)
