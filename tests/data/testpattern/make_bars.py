#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes bars.fgtp: three frames of eight colour bars over a ramp, with a white square that moves by a bar a frame."""
import pathlib
import struct

WIDTH, HEIGHT, FRAMES = 64, 48, 3
BLACK, WHITE = 256, 4095
NEUTRAL = (0.5, 1.0, 0.75)  # red, green, blue
# White, yellow, cyan, green, magenta, red, blue, black at 3/4 of full scale, in balanced camera RGB.
BARS = [(1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1), (0, 0, 0)]


def colour(frame, x, y):
    bar = x // 8
    if y < 8 and bar == frame:
        return (1.0, 1.0, 1.0)
    if y < 36:
        return tuple(0.75 * channel for channel in BARS[bar])
    return (x // 2 * 2 / 62.0,) * 3


def code(frame, x, y):
    channel = (0, 1, 1, 2)[y % 2 * 2 + x % 2]  # RGGB
    return BLACK + round((WHITE - BLACK) * colour(frame, x, y)[channel] * NEUTRAL[channel])


def row(frame, y):
    bits = 0
    for x in range(WIDTH):
        bits = bits << 12 | code(frame, x, y)
    return bits.to_bytes(WIDTH * 12 // 8, "big")


def clip():
    header = struct.pack("<4s7I2H3fI2fI24s16s24s", b"FGTP", 1, WIDTH, HEIGHT, FRAMES, 24, 1, 86400, BLACK, WHITE,
                         *NEUTRAL, 800, 35.0, 180.0, 0, b"Virtual One", b"T001", b"T001C001")
    assert len(header) == 128
    pixels = b"".join(row(frame, y) for frame in range(FRAMES) for y in range(HEIGHT))
    return header + pixels


def main():
    (pathlib.Path(__file__).parent / "bars.fgtp").write_bytes(clip())


if __name__ == "__main__":
    main()
