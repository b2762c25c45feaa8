"""One figure a file, drawn on axes that are given or new ones.

What they share: `style` (colours, greys, sizes), `frame` (axes, rows, legends, finishing),
`wording` (findings, amounts and periods in words) and `placement` (labels beside points). What a
title says is made by a function that needs no chart.
"""
