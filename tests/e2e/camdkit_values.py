#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints what SMPTE's camdkit reads in the vendor exports of tests/data, as lines for tests/data/vendor_exports/camdkit.tsv:
export, camdkit's name, value. Of values of frames: first, last, least, greatest and how many. Run by hand.

usage: tests/e2e/camdkit_values.py FOLDER_OF_CAMDKIT     (a checkout of github.com/SMPTE/ris-osvp-metadata-camdkit)
"""
import importlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(sys.argv[1]) / "src/main/python"))
data = pathlib.Path(__file__).resolve().parent.parent / "data/vendor_exports"
readers = {"arri": ["arri_B001C001_180327_R1ZA.mov.csv"],
           "red": ["red_A001_C066_0303LZ_001.static.csv", "red_A001_C066_0303LZ_001.frames.csv"],
           "venice": ["sony_venice_D001C005_210716AGM01.xml", "sony_venice_D001C005_210716AG.csv"],
           "canon": ["canon_static.csv", "canon_frames.csv"], "bmd": ["bmd_ursa12k_metadata.txt"]}


def flat(node, path=""):
    for key, value in node.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict) and set(value) == {"num", "denom"}:
            yield name, f"{value['num']}/{value['denom']}"
        elif isinstance(value, dict):
            yield from flat(value, name)
        elif isinstance(value, (list, tuple)):
            for part, of in (("first", value[0]), ("last", value[-1]), ("min", min(value)), ("max", max(value)), ("frames", len(value))):
                yield f"{name}.{part}", of
        else:
            yield name, value


for vendor, files in readers.items():
    read = importlib.import_module(f"camdkit.{vendor}.reader").to_clip
    paths = [data / file for file in files]
    clip = read(str(paths[0])) if vendor == "arri" else read(*[open(path) for path in paths])
    for name, value in flat(clip.to_json()):
        print(vendor, name, value, sep="\t")
