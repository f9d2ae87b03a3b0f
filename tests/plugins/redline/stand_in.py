#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Stands in for REDline: takes the arguments that public callers give it, ends with 1 as REDline does, and goes wrong in the
way that the file `mood` beside it names. A frame's samples: R the column, G the row, B the frame; Log3G10 adds 1 to each."""
import pathlib, struct, sys

house = pathlib.Path(__file__).parent
mood = (house / "mood").read_text().strip()
words = sys.argv[1:]
WIDTH, HEIGHT, FRAMES = 16, 8, 3


def value(name, otherwise=None):
    return words[words.index(name) + 1] if name in words else otherwise


def clip_table():
    columns = ["Clip Name", "CamReelID", "Camera Model", "Frame Width", "Frame Height", "FPS", "Record FPS", "Total Frames", "Abs TC", "ISO", "Lens", "Aperture", "Aperture"]
    cells = ["A001_C066_0303LZ", "A001", "MONSTRO 8K VV", str(WIDTH), str(HEIGHT), "23.976", "47.952", str(FRAMES), "23.17.21.08" if mood == "dots" else "23:17:21:08", "800", "a, lens", "F5.6", "5.600000"]
    if mood == "no frames":
        cells[7] = "0"
    if mood == "uneven":
        cells.pop()
    return columns, ['"%s"' % cell if "," in cell else cell for cell in cells]


def header(compression):
    def attribute(name, kind, data):
        return name + b"\0" + kind + b"\0" + struct.pack("<i", len(data)) + data

    kind = 2 if mood == "floats" else 1
    names = [b"B", b"G"] if mood == "no red" else [b"B", b"G", b"R"]
    channels = b"".join(name + b"\0" + struct.pack("<iB3xii", kind, 0, 1, 1) for name in names) + b"\0"
    width = WIDTH // 2 if mood == "small" else WIDTH
    window = struct.pack("<4i", 10, 20, 10 + width - 1, 20 + HEIGHT - 1)
    return (struct.pack("<II", 20000630, 2) + attribute(b"channels", b"chlist", channels) + attribute(b"compression", b"compression", bytes([compression]))
            + attribute(b"dataWindow", b"box2i", window) + attribute(b"displayWindow", b"box2i", window) + attribute(b"lineOrder", b"lineOrder", b"\0")
            + attribute(b"pixelAspectRatio", b"float", struct.pack("<f", 1)) + attribute(b"screenWindowCenter", b"v2f", struct.pack("<2f", 0, 0))
            + attribute(b"screenWindowWidth", b"float", struct.pack("<f", 1)) + b"\0")


def write_frame(path, number):
    more = 1 if value("--gammaCurve") == "34" else 0
    head = header(3 if mood == "compressed" else 0)
    at, rows = len(head) + 8 * HEIGHT, []
    for y in range(HEIGHT):
        row = b"".join(struct.pack("<%de" % WIDTH, *samples) for samples in
                       ([number + more] * WIDTH, [y + more] * WIDTH, [x + more for x in range(WIDTH)]))
        rows.append(struct.pack("<ii", 20 + (0 if mood == "same rows" else y), len(row)) + row)
    offsets = b"".join(struct.pack("<Q", at + y * len(rows[0])) for y in range(HEIGHT))
    whole = head + offsets + b"".join(rows)
    path.write_bytes(whole[:-5] if mood == "short" else whole)


if "--help" in words:
    print("" if mood == "another" else "REDline Build 65.2.1, as a test has it")
elif value("--printMeta") == "3":
    print("[a line of the program's own]")
    for line in clip_table():
        print(",".join(line))
elif value("--printMeta") == "5":
    print("FrameNo,Timecode,Aperture,Focal Length,Cooke Metadata")
    for number in range(FRAMES):
        print("%d,23:17:21:%02d,5.600000,%d,%s" % (number, 8 + number % 10, 40 + number, "x" * (30000 if mood == "many" else 100)))
elif value("--format") == "2" and value("--exrCompression") == "0" and value("--frameCount") == "1" and mood != "silent":
    number = int(value("--start"))
    name = "000000" if mood == "zero" else "%06d" % number
    write_frame(pathlib.Path(value("--o") + "." + name + ".exr"), number)
sys.exit(1)
