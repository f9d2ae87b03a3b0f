# SPDX-License-Identifier: Apache-2.0
"""Holds what the program prints against the schemas of the SDK, and the schemas against records that are wrong.

usage: schema_test.py FILMGATE RECORD_EXAMPLE SCHEMA_FOLDER DATA_FOLDER
"""
import copy
import json
import pathlib
import subprocess
import sys

import jsonschema

filmgate, example, schema_folder, data = sys.argv[1:]
schemas = [json.loads(path.read_text()) for path in sorted(pathlib.Path(schema_folder).glob("*.schema.json"))]
by_name = {schema["$id"].split("/")[-2]: schema for schema in schemas}
store = {schema["$id"]: schema for schema in schemas}


def faults(name, document):
    schema = by_name[name]
    resolver = jsonschema.RefResolver(schema["$id"], schema, store=store)
    found = jsonschema.Draft202012Validator(schema, resolver=resolver).iter_errors(document)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


def run(*words, codes=(0, 1), stdin=None):
    done = subprocess.run(words, capture_output=True, text=True, input=stdin, timeout=300)
    assert done.returncode in codes, f"{words}: exit code {done.returncode}\n{done.stderr}"
    return done.stdout


def must_fit(name, document):
    found = faults(name, document)
    assert not found, f"{name}: " + "\n".join(found[:10])


def must_be_refused(what, change):
    wrong = copy.deepcopy(record)
    change(wrong)
    assert faults("clip-record", wrong), f"the schema takes a record with {what}"


for schema in schemas:
    jsonschema.Draft202012Validator.check_schema(schema)
assert set(by_name) == {"clip-record", "inspect", "request", "event", "result", "plugins", "compare"}, set(by_name)

record = json.loads(run(example, codes=(0,)))
must_fit("clip-record", record)
assert len(record["frames"]) == 2 and record["fields"]["focus"]["others"], "the example lost something"
assert record["ranges"]["focus"]["max"] == 3 and record["ranges"]["focus"]["others"], "the example lost its ranges"
must_be_refused("a range without its frames", lambda r: r["ranges"]["focus"].pop("frames"))
must_be_refused("a range of half an order", lambda r: r["ranges"]["focus"].pop("max"))
must_be_refused("no name", lambda r: r.pop("name"))
must_be_refused("an unknown member", lambda r: r.update(extra=1))
must_be_refused("a field without unit", lambda r: r["fields"]["focus"].pop("unit"))
must_be_refused("focus in feet", lambda r: r["fields"]["focus"].update(unit="ft"))
must_be_refused("a field without others", lambda r: r["fields"]["focus"].pop("others"))
must_be_refused("an absent value that has one", lambda r: r["fields"]["tStop"].update(value=2.8))
must_be_refused("an unknown status", lambda r: r["fields"]["focus"].update(status="maybe"))
must_be_refused("a severity of its own", lambda r: r["problems"][0].update(severity="fatal"))
must_be_refused("a kind of file of its own", lambda r: r["files"][0].update(kind="negative"))

inspected = json.loads(run(filmgate, "inspect", "--json", "--frames", data))
must_fit("inspect", inspected)
assert any(clip["reader"]["id"] == "org.filmgate.testpattern" for clip in inspected["clips"]), "no clip of the test pattern"
must_fit("plugins", json.loads(run(filmgate, "plugins", "list", "--json")))

request = {"v": 1, "id": "r", "kind": "inspect", "paths": [str(pathlib.Path(data) / "testpattern/bars.fgtp")]}
must_fit("request", request)
assert faults("request", {**request, "kind": "erase"}) and faults("request", {"v": 1, "id": "r", "kind": "inspect"})
worker = pathlib.Path(filmgate).parent / "filmgate-worker"
events = [json.loads(line) for line in run(str(worker), stdin=json.dumps(request)).splitlines()]
for event in events:
    must_fit("event", event)
must_fit("result", events[-1])
assert [event["type"] for event in events][:1] == ["started"] and any(event["type"] == "record" for event in events)
print(f"{len(inspected['clips'])} clips, {len(inspected['unread'])} unread files and {len(events)} events fit their schemas")
