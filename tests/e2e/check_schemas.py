#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What filmgate prints about real files is what its schemas promise. Another validator than ours looks: python3-jsonschema."""
import json, pathlib, subprocess, sys, tempfile

import jsonschema

filmgate, worker, root = sys.argv[1:4]
schemas = {}
for path in sorted(pathlib.Path(root, "sdk/schema").glob("*.schema.json")):
    schema = json.loads(path.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    schemas[schema["$id"]] = schema
resolver = jsonschema.RefResolver("", "", store=schemas)

def check(document, name):
    jsonschema.Draft202012Validator(schemas[f"https://filmgate.org/schema/{name}/1"], resolver=resolver).validate(document)

def refuse(document, name):
    try:
        check(document, name)
    except jsonschema.ValidationError:
        return
    raise SystemExit(f"{name}.schema.json accepts what it must refuse: {json.dumps(document)[:200]}")

data = f"{root}/tests/data"
plain = json.loads(subprocess.run([filmgate, "inspect", "--json", data], capture_output=True).stdout)
check(plain, "inspect")
assert len(plain["clips"]) >= 4, plain
check(json.loads(subprocess.run([filmgate, "inspect", "--json", "--frames", data], capture_output=True).stdout), "inspect")
check(json.loads(subprocess.run([filmgate, "inspect", "--json", "--params", data], capture_output=True).stdout), "inspect")
check(json.loads(subprocess.run([filmgate, "plugins", "list", "--json"], capture_output=True).stdout), "plugins")

for harm in ("schema", "name", "reader", "fields", "native", "problems"):
    broken = json.loads(json.dumps(plain["clips"][0]))
    del broken[harm]
    refuse(broken, "clip-record")
broken = json.loads(json.dumps(plain["clips"][0]))
next(iter(broken["fields"].values()))["status"] = "perhaps"
refuse(broken, "clip-record")

compared = json.loads(subprocess.run([filmgate, "compare", "--json", f"{data}/dng/colorchart.dng", "--reader", "cinemadng", "--set-b", "baseline_exposure=ignore"],
                                     capture_output=True).stdout)
check(compared, "compare")
for harm in ("equal", "a", "byFrame", "frames"):
    refuse({key: value for key, value in compared.items() if key != harm}, "compare")

with tempfile.TemporaryDirectory() as folder:
    for request in ({"v": 1, "id": "a", "kind": "inspect", "paths": [data]},
                    {"v": 1, "id": "b", "kind": "plate", "clip": f"{data}/testpattern/bars.fgtp", "output": folder, "frames": [0, 1],
                     "compression": "zip", "parameters": {"exposure": "1"}, "attempt": "a1"},
                    {"v": 1, "id": "t", "kind": "trim", "clip": f"{data}/testpattern/bars.fgtp", "output": folder, "frames": [0, 1], "attempt": "a1"},
                    {"v": 1, "id": "d", "kind": "compare", "clip": f"{data}/testpattern/bars.fgtp", "readers": ["testpattern", "testpattern"],
                     "parameters": [{}, {}], "frames": [0, 1], "output": folder, "attempt": "a1"},
                    {"v": 1, "id": "c", "kind": "dance"}):
        if request["kind"] != "dance":
            check(request, "request")
        else:
            refuse(request, "request")
        lines = subprocess.run([worker], input=json.dumps(request).encode(), capture_output=True).stdout.splitlines()
        events = [json.loads(line) for line in lines]
        for event in events:
            check(event, "event")
        check(events[-1], "result")
        assert events[-1]["id"] == request["id"]
result = events[-1]
for harm in ("exit", "sandbox"):
    refuse({key: value for key, value in result.items() if key != harm}, "result")
refuse(dict(result, sandbox={"level": "full"}), "result")
refuse(dict(result, sandbox={"level": "full", "why": "a level that is full needs no excuse"}), "result")
print("all documents are as their schemas say")

order = {"v": 1, "type": "bridge", "id": 1, "tool": "cut", "operation": "export", "values": {"input": "/a", "frame": 1}}
check(order, "event")
for harm in ("id", "tool", "operation", "values"):
    refuse({key: value for key, value in order.items() if key != harm}, "event")
refuse(dict(order, values={"frame": 1.5}), "event")
asked = {"v": 1, "id": "a", "kind": "inspect", "paths": ["/a"], "limits": {"parent": 2, "bridge": {"scratch": "/tmp/x", "tools": ["cut"]}}}
check(asked, "request")
refuse(dict(asked, limits={"bridge": {"tools": ["cut"]}}), "request")
bridged = dict(result, sandbox={"level": "full", "landlock": 2, "systemCalls": "filtered", "tier": "bridge", "floor": "full", "lowered": False, "limits": {},
                                "tools": [{"tool": "cut", "command": "/opt/v/cut", "runs": 3, "version": "cut 7"}]})
check(bridged, "result")
refuse(dict(bridged, sandbox=dict(bridged["sandbox"], tools=[{"tool": "cut"}])), "result")
