#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the samples that inspect --opentrackio writes of the test data against SMPTE's camdkit: its JSON Schema, and its model,
which must read each sample and give the same values back. Run by hand or by ctest; without camdkit it is skipped (exit 77).

usage: opentrackio_peer.py FILMGATE PATH…       with FILMGATE_CAMDKIT naming a checkout of github.com/SMPTE/ris-osvp-metadata-camdkit
"""
import json
import os
import pathlib
import subprocess
import sys

home = os.environ.get("FILMGATE_CAMDKIT", "")
if home:
    sys.path.insert(0, str(pathlib.Path(home) / "src/main/python"))
try:
    import jsonschema
    from camdkit.model import Clip
except ImportError as missing:
    print(f"SKIPPED: {missing}; set FILMGATE_CAMDKIT to a checkout of SMPTE's camdkit, with pydantic and jsonref installed")
    sys.exit(77)

DYNAMIC = {"timing": ("sampleRate", "timecode"), "lens": ("fStop", "focusDistance", "tStop")}


def as_clip(sample):
    """camdkit keeps a tuple of what may change from frame to frame."""
    out = {"static": sample.get("static", {}), "protocol": [sample["protocol"]]}
    for part, names in DYNAMIC.items():
        if part in sample:
            out[part] = {name: [sample[part][name]] for name in names if name in sample[part]}
    return out


def without_nothing(node):
    if isinstance(node, dict):
        return {key: value for key, inner in node.items() if (value := without_nothing(inner)) not in (None, {}, [])}
    return [without_nothing(one) for one in node] if isinstance(node, (list, tuple)) else node


validator = jsonschema.Draft202012Validator(Clip.make_json_schema())
samples = wrong = 0
for more in ([], ["--frames"]):
    done = subprocess.run([sys.argv[1], "inspect", "--opentrackio", *more, *sys.argv[2:]], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    for line in done.stdout.splitlines():
        sample = json.loads(line)
        samples += 1
        faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}" for fault in validator.iter_errors(sample)]
        given = as_clip(sample)
        try:
            back = without_nothing(json.loads(json.dumps(Clip.from_json(given).to_json())))
            if back != without_nothing(given):
                faults.append(f"camdkit reads {back} in {given}")
        except ValueError as error:
            faults.append(f"camdkit refuses it: {error}")
        if faults:
            wrong += 1
            print(sample.get("filmgate"), *faults[:3], sep="\n  ")
print(f"{samples} samples, {wrong} wrong")
sys.exit(1 if wrong or not samples else 0)
