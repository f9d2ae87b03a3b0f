#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the samples that inspect --opentrackio writes of the test data against SMPTE's camdkit: its JSON Schema, and its model,
which must read each sample and give the same values back. Run by hand or by ctest; without camdkit it is skipped (exit 77); without
what its model imports, the schema that camdkit keeps with its tests is held against the samples, and the model is not.

usage: opentrackio_peer.py FILMGATE PATH…       with FILMGATE_CAMDKIT naming a checkout of github.com/SMPTE/ris-osvp-metadata-camdkit
"""
import json
import os
import pathlib
import subprocess
import sys

home = pathlib.Path(os.environ.get("FILMGATE_CAMDKIT", ""))
published = home / "src/test/resources/classic/schema.json"
if not os.environ.get("FILMGATE_CAMDKIT") or not published.is_file():
    print("SKIPPED: set FILMGATE_CAMDKIT to a checkout of SMPTE's camdkit")
    sys.exit(77)
sys.path.insert(0, str(home / "src/main/python"))
try:
    import jsonschema
except ImportError as missing:
    print(f"SKIPPED: {missing}; install python3-jsonschema")
    sys.exit(77)
try:
    from camdkit.model import Clip
except ImportError as missing:
    Clip = None
    print(f"SKIPPED in part: {missing}; the schema is held against the samples, camdkit's model is not (it wants pydantic 2 and jsonref)")

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


def model_faults(sample):
    given = as_clip(sample)
    try:
        back = without_nothing(json.loads(json.dumps(Clip.from_json(given).to_json())))
        return [] if back == without_nothing(given) else [f"camdkit reads {back} in {given}"]
    except ValueError as error:
        return [f"camdkit refuses it: {error}"]


schema = Clip.make_json_schema() if Clip else json.loads(published.read_text())
validator = jsonschema.Draft202012Validator(schema)
samples = wrong = 0
for more in ([], ["--frames"]):
    done = subprocess.run([sys.argv[1], "inspect", "--opentrackio", *more, *sys.argv[2:]], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    for line in done.stdout.splitlines():
        sample = json.loads(line)
        samples += 1
        faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}" for fault in validator.iter_errors(sample)]
        faults += model_faults(sample) if Clip else []
        if faults:
            wrong += 1
            print(sample.get("filmgate"), *faults[:3], sep="\n  ")
print(f"{samples} samples, {wrong} wrong")
sys.exit(1 if wrong or not samples else 0)
