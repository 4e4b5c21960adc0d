"""Flat pictures of ideas: skies, stages, charts, maps and patterns, each painted from a handful of dice throws."""

import math

from editor.model.site.sample.canvas import WHITE, Canvas, Colour, Point, mix


def planet(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    _stars(sheet, mix(colours.layers[3], (6, 8, 20), 0.6), mix(colours.layers[2], (14, 14, 36), 0.4))
    x, y, size = dice.spread(0.35, 0.65), 0.52, 0.27
    ring = mix(colours.light, WHITE, 0.3)
    sheet.glow(x, y, 0.62, colours.layers[0], 0.5)
    for width in (0.52, 0.47):
        sheet.oval(x, y, width, width * 0.2, mix(ring, colours.layers[2], 0.5), width=0.014)
    for band in range(181):
        part = band / 90 - 1
        half = math.sqrt(max(0, 1 - part * part)) * size / sheet.ratio
        colour = mix(
            colours.layers[0], colours.layers[1], round((math.sin(part * 9) + math.sin(part * 23)) * 1.5 + 3) / 6
        )
        sheet.box(x - half, y + part * size - 0.002, x + half, y + part * size + 0.002, colour)
    for width in (0.52, 0.47):
        front = [
            (x + math.cos(step / 40 * math.pi) * width / sheet.ratio, y + math.sin(step / 40 * math.pi) * width * 0.2)
            for step in range(41)
        ]
        sheet.stroke(front, ring, 0.014)
    sheet.disc(dice.spread(0.08, 0.2), 0.22, 0.05, colours.light)


def stars(sheet: Canvas) -> None:
    """An observatory below a night sky."""
    colours = sheet.colours
    _stars(sheet, mix(colours.layers[3], (5, 8, 22), 0.7), mix(colours.sky[0], colours.layers[2], 0.5))
    x = sheet.dice.spread(0.3, 0.7)
    for step in range(28):
        sheet.glow(step / 27, 0.62 - step * 0.02 + math.sin(step) * 0.03, 0.16, mix(colours.light, WHITE, 0.4), 0.1)
    ground = mix(colours.layers[3], (4, 6, 16), 0.55)
    sheet.ground(sheet.hills(0.8, 0.05), mix(ground, colours.layers[2], 0.35))
    sheet.ground(sheet.hills(0.9, 0.02), ground)
    sheet.box(x - 0.07, 0.7, x + 0.07, 0.93, mix(ground, WHITE, 0.3))
    sheet.disc(x, 0.71, 0.125, mix(ground, WHITE, 0.42))
    sheet.box(x - 0.08, 0.7, x + 0.08, 0.94, mix(ground, WHITE, 0.3))
    sheet.shape([(x + 0.004, 0.62), (x + 0.04, 0.55), (x + 0.056, 0.585), (x + 0.02, 0.655)], colours.light)


def _stars(sheet: Canvas, top: Colour, bottom: Colour) -> None:
    sheet.fade(0, 1, top, bottom)
    for _ in range(140):
        x, y = sheet.dice.random(), sheet.dice.random() ** 1.4
        sheet.disc(x, y, sheet.dice.spread(0.0015, 0.0045), mix(bottom, WHITE, sheet.dice.spread(0.4, 1)))


def stage(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    dark = mix(colours.layers[3], (10, 8, 20), 0.5)
    sheet.fade(0, 1, dark, mix(dark, colours.layers[2], 0.6))
    for beam in range(5):
        x, foot = 0.1 + beam * 0.2, 0.1 + beam * 0.2 + dice.spread(-0.2, 0.2)
        colour = mix(mix(dark, colours.layers[2], 0.3), (colours.light, colours.layers[0])[beam % 2], 0.35)
        sheet.shape([(x - 0.01, 0), (x + 0.01, 0), (foot + 0.11, 0.82), (foot - 0.11, 0.82)], colour)
        sheet.oval(foot, 0.82, 0.2, 0.04, mix(colour, WHITE, 0.25))
    sheet.fade(0.86, 1, mix(dark, (0, 0, 0), 0.3), (6, 5, 12))
    for row in range(2):
        for seat in range(22 - row * 3):
            x = (seat + dice.spread(0.2, 0.8)) / (22 - row * 3)
            size = 0.042 + row * 0.018
            y = 0.83 + row * 0.08 + dice.spread(-0.015, 0.01)
            ink = mix((6, 5, 12), dark, 0.7 - row * 0.6)
            sheet.disc(x, y, size, ink)
            sheet.oval(x, y + size * 2, size * 1.9, size * 1.5, ink)


def _paper(sheet: Canvas) -> Colour:
    """A plain sheet for diagrams, with faint lines; gives its colour."""
    ground = mix(sheet.colours.layers[3], (12, 18, 30), 0.35)
    sheet.fade(0, 1, mix(ground, WHITE, 0.07), ground)
    for row in range(1, 6):
        sheet.stroke([(0.08, row / 6), (0.92, row / 6)], mix(ground, WHITE, 0.12), 0.003)
    return ground


def chart(sheet: Canvas) -> None:
    ground, colours = _paper(sheet), sheet.colours
    count = sheet.dice.between(9, 14)
    step = 0.84 / count
    heights = [0.12 + 0.5 * (place / count) ** 1.3 + sheet.dice.spread(-0.06, 0.12) for place in range(count)]
    for place, height in enumerate(heights):
        left = 0.08 + place * step
        colour = mix(colours.layers[1], colours.layers[0], place / count)
        last = place == count - 1
        sheet.box(
            left + step * 0.16,
            0.86 - height,
            left + step * 0.84,
            0.86,
            colours.light if last else colour,
            round_by=0.012,
        )
    trend = [(0.08 + (place + 0.5) * step, 0.8 - height) for place, height in enumerate(heights)]
    sheet.stroke(trend, mix(colours.light, WHITE, 0.5), 0.01)
    for x, y in trend:
        sheet.disc(x, y, 0.016, ground)
        sheet.disc(x, y, 0.011, mix(colours.light, WHITE, 0.5))
    sheet.stroke([(0.08, 0.865), (0.92, 0.865)], mix(ground, WHITE, 0.5), 0.005)


def line(sheet: Canvas) -> None:
    ground, dice, colours = _paper(sheet), sheet.dice, sheet.colours
    for layer in range(3):
        points, level = [], 0.5 + layer * 0.1
        for step in range(41):
            level += dice.spread(-0.035, 0.028)
            level = min(0.84, max(0.14, level))
            points.append((0.08 + step * 0.021, level))
        colour = (colours.layers[0], colours.layers[1], colours.light)[layer]
        sheet.shape([(0.08, 0.88), *points, (0.92, 0.88)], mix(ground, colour, 0.22 + 0.05 * layer))
        sheet.stroke(points, colour, 0.01)
        sheet.disc(*points[-1], 0.022, colour)
        sheet.disc(*points[-1], 0.011, ground)


def network(sheet: Canvas) -> None:
    ground, dice, colours = _paper(sheet), sheet.dice, sheet.colours
    sheet.fade(0, 1, mix(ground, colours.layers[2], 0.35), ground)
    dots = [
        ((column + dice.spread(0.15, 0.85)) / 8, (row + dice.spread(0.15, 0.85)) / 5)
        for column in range(8)
        for row in range(5)
    ]
    for index, (x, y) in enumerate(dots):
        near = sorted(dots, key=lambda dot: ((dot[0] - x) * sheet.ratio) ** 2 + (dot[1] - y) ** 2)[1:4]
        for other in near:
            sheet.stroke([(x, y), other], mix(ground, colours.layers[index % 2], 0.55), 0.005)
    for index, (x, y) in enumerate(dots):
        radius = dice.spread(0.012, 0.034)
        colour = colours.light if index % 7 == 3 else mix(colours.layers[0], WHITE, dice.spread(0, 0.4))
        sheet.glow(x, y, radius * 3, colour, 0.35)
        sheet.disc(x, y, radius, colour)


def chip(sheet: Canvas) -> None:
    ground, dice, colours = _paper(sheet), sheet.dice, sheet.colours
    sheet.fade(0, 1, mix(ground, colours.layers[2], 0.5), ground)
    trace = mix(ground, colours.layers[0], 0.6)
    for side in (-1, 1):
        for pin in range(9):
            y = 0.27 + pin * 0.0575
            bend, end = 0.5 + side * dice.spread(0.24, 0.38), y + (pin - 4) * dice.spread(0.02, 0.07)
            path = [
                (0.5 + side * 0.15, y),
                (bend, y),
                (bend + side * abs(end - y) / sheet.ratio, end),
                (0.5 + side * 0.6, end),
            ]
            sheet.stroke(path, trace, 0.01)
            if dice.chance(0.4):
                sheet.disc(bend, y, 0.016, colours.light)
    for side in (-1, 1):
        for pin in range(9):
            x = 0.5 + (pin - 4) * 0.0575 / sheet.ratio
            sheet.stroke([(x, 0.5 + side * 0.26), (x, 0.5 + side * dice.spread(0.34, 0.6))], trace, 0.01)
    half = 0.28 / sheet.ratio
    sheet.glow(0.5, 0.5, 0.6, colours.light, 0.3)
    sheet.box(0.5 - half, 0.22, 0.5 + half, 0.78, mix(colours.layers[3], (0, 0, 0), 0.3), round_by=0.03)
    sheet.box(0.5 - half * 0.72, 0.3, 0.5 + half * 0.72, 0.7, mix(colours.layers[2], WHITE, 0.08), round_by=0.02)
    for row in range(5):
        for column in range(5):
            x, y = 0.5 + (column - 2) * half * 0.26, 0.5 + (row - 2) * 0.0728
            colour = mix(colours.layers[1], colours.light, dice.random() ** 2)
            sheet.box(x - half * 0.1, y - 0.028, x + half * 0.1, y + 0.028, colour, round_by=0.008)


def helix(sheet: Canvas) -> None:
    colours, shift = sheet.colours, sheet.dice.spread(0, 6.3)
    sheet.fade(0, 1, mix(colours.sky[1], WHITE, 0.5), mix(colours.layers[0], WHITE, 0.45))
    for circle in range(4):
        radius = sheet.dice.spread(0.1, 0.3)
        sheet.disc(sheet.dice.random(), sheet.dice.random(), radius, mix(colours.layers[0], WHITE, 0.5 - circle * 0.04))
    strands: list[list[Point]] = [[], []]
    for step in range(61):
        x, angle = -0.05 + step / 60 * 1.1, step / 60 * 4 * math.pi + shift
        for strand in range(2):
            strands[strand].append((x, 0.5 + 0.24 * math.sin(angle + strand * math.pi)))
        if step % 2 == 0 and abs(math.sin(angle)) > 0.2:
            colour = (colours.light, colours.layers[1], colours.layers[2])[step // 2 % 3]
            sheet.stroke([strands[0][-1], strands[1][-1]], colour, 0.014)
    for path, colour in zip(strands, (colours.layers[3], colours.layers[2]), strict=True):
        sheet.stroke(path, colour, 0.03)


def city_map(sheet: Canvas) -> None:
    dice, colours = sheet.dice, sheet.colours
    land, water = mix(colours.sky[1], (246, 241, 230), 0.7), mix(colours.layers[0], (140, 196, 222), 0.65)
    sheet.fade(0, 1, land, mix(land, colours.layers[0], 0.08))
    for _ in range(5):
        x, y = dice.random(), dice.random()
        sheet.box(
            x,
            y,
            x + dice.spread(0.08, 0.16),
            y + dice.spread(0.12, 0.22),
            mix(land, (126, 176, 120), 0.5),
            round_by=0.03,
        )
    for way in range(11):
        lean = dice.spread(-0.08, 0.08)
        sheet.stroke([(-0.02, way / 10), (1.02, way / 10 + lean)], WHITE, 0.012 if way % 3 else 0.024)
        sheet.stroke([(way / 10, -0.02), (way / 10 + lean, 1.02)], WHITE, 0.012 if way % 4 else 0.024)
    river = [(step / 20 - 0.05, 0.55 + 0.16 * math.sin(step * 0.33 + dice.random() * 0.1)) for step in range(24)]
    sheet.stroke(river, water, 0.11)
    route = [(0.12, 0.82), (0.3, 0.8), (0.32, 0.3), (0.6, 0.31), (0.62, 0.16), (0.86, 0.18)]
    sheet.stroke(route, mix(colours.layers[2], WHITE, 0.1), 0.02)
    for x, y in (route[0], dice.pick(route[1:-1]), route[-1]):
        pin = (214, 72, 62) if (x, y) == route[-1] else colours.layers[3]
        sheet.shape([(x - 0.021, y - 0.075), (x + 0.021, y - 0.075), (x, y)], pin)
        sheet.disc(x, y - 0.09, 0.045, pin)
        sheet.disc(x, y - 0.09, 0.018, WHITE)


def tiles(sheet: Canvas) -> None:
    """Quarter circles and discs on a grid, as on a well-kept poster."""
    dice, colours = sheet.dice, sheet.colours
    inks = (*colours.layers, colours.light, mix(colours.sky[1], WHITE, 0.4))
    rows = 4
    side = 1 / rows
    columns = math.ceil(sheet.ratio * rows)
    wide = side / sheet.ratio
    for column in range(columns):
        for row in range(rows):
            ground, ink = dice.some(inks, 2)
            left, top = column * wide, row * side
            sheet.box(left, top, left + wide, top + side, ground)
            pattern = dice.below(5)
            if pattern < 3:
                across, down = dice.below(2), dice.below(2)
                arc = [(math.cos(step * math.pi / 48), math.sin(step * math.pi / 48)) for step in range(25)]
                corner = left + across * wide, top + down * side
                reach = wide * (1 - 2 * across), side * (1 - 2 * down)
                sheet.shape([corner, *((corner[0] + x * reach[0], corner[1] + y * reach[1]) for x, y in arc)], ink)
            elif pattern == 3:
                sheet.disc(left + wide / 2, top + side / 2, side * 0.32, ink)
            else:
                sheet.shape([(left, top), (left + wide, top + side), (left, top + side)], ink)
