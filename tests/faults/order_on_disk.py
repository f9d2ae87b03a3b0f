#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a power cut may leave: a file's bytes are synced before it gets its name, the journal before that too, the old
manifest is gone before the first new name, the folder is synced behind the names, and the new manifest comes last.
usage: order_on_disk.py BINARIES"""
import pathlib, sys, tempfile

import spoilt_plate, traced


def events_of(calls, output):
    """("write" | "sync" | "remove", name) and ("name", temporary, final), of what lies in the output folder; "." is the folder."""
    out, base = [], str(output)

    def short(path):
        return "." if path == base else path[len(base) + 1:] if path.startswith(base + "/") else None

    for name, arguments, _ in calls:
        path = short(traced.descriptor_path(arguments))
        paths = [short(one) for one in traced.quoted_paths(arguments)]
        if name in ("write", "pwrite64") and path:
            out.append(("write", path))
        elif name in ("fsync", "fdatasync") and path:
            out.append(("sync", path))
        elif name.startswith("rename") and len(paths) == 2 and all(paths):
            out.append(("name", paths[0], paths[1]))
        elif name.startswith("unlink") and paths and paths[0]:
            out.append(("remove", paths[0]))
    return out


def broken_promises(events):
    names = [i for i, event in enumerate(events) if event[0] == "name"]
    if not names:
        yield "no file got its name"
    for i in names:
        _, temporary, final = events[i]
        writes = [j for j in range(i) if events[j] == ("write", temporary)]
        syncs = [j for j in range(i) if events[j] == ("sync", temporary)]
        if not writes:
            yield f"{final}: nothing was written into {temporary}"
        elif not syncs or syncs[-1] < writes[-1]:
            yield f"{final}: got its name before its bytes were synced"
        if ("sync", ".") not in events[i:]:
            yield f"{final}: the folder was not synced behind it"
        if any(event == ("write", final) for event in events):
            yield f"{final}: was written to under its final name"
    frames = [i for i in names if events[i][2].endswith(".exr")]
    journal = [i for i, event in enumerate(events) if event == ("sync", ".bars.journal")]
    if frames and (not journal or journal[0] > frames[0]):
        yield "the journal was not synced before the first frame got its name"
    if names and not events[names[-1]][2].endswith(".manifest.json"):
        yield "the manifest was not the last to get its name"
    elif frames and ("sync", ".") not in events[frames[-1]:names[-1]]:
        yield "the manifest got its name before the frames' names were synced"


def withdrawal(events):
    removed = [i for i, event in enumerate(events) if event == ("remove", "bars.manifest.json")]
    first = next(i for i, event in enumerate(events) if event[0] == "name")
    if not removed or removed[0] > first or ("sync", ".") not in events[removed[0]:first]:
        yield "the old manifest stood beside a new frame"


def control():
    good = [("write", ".a.part"), ("sync", ".a.part"), ("write", ".bars.journal"), ("sync", ".bars.journal"), ("name", ".a.part", "a.exr"), ("sync", "."),
            ("write", ".m.part"), ("sync", ".m.part"), ("name", ".m.part", "bars.manifest.json"), ("sync", ".")]
    if list(broken_promises(good)):
        raise SystemExit(f"BROKEN the eye sees what is not there: {list(broken_promises(good))}")
    for gone in (0, 1, 3, 5, 6, 7, 8, 9):
        if not list(broken_promises(good[:gone] + good[gone + 1:])):
            raise SystemExit(f"BROKEN the eye does not miss {good[gone]}")


def main():
    binaries = pathlib.Path(sys.argv[1]).resolve()
    traced.require_strace()
    control()
    with tempfile.TemporaryDirectory(prefix="filmgate-order-") as name:
        folder = pathlib.Path(name).resolve()
        spoilt_plate.make_clip(folder / "bars.fgtp")
        output = folder / "plates"
        words = [str(binaries / "filmgate"), "plate", "bars.fgtp", "-o", str(output)]
        for more, checks in (([], [broken_promises]), (["--compression", "none"], [broken_promises, withdrawal])):
            done, calls = traced.trace(words + more, cwd=folder)
            if done.returncode != 0:
                raise SystemExit(f"BROKEN exit {done.returncode}: {done.stderr.decode(errors='replace')}")
            events = events_of(calls, output)
            for check in checks:
                for broken in check(events):
                    raise SystemExit(f"BROKEN {broken}")
        done, calls = traced.trace(words + ["--compression", "none"], cwd=folder)
        if changes := events_of(calls, output):
            raise SystemExit(f"BROKEN a run with nothing to do changed the folder: {changes}")
    print("bytes, journal, names, folder, manifest: in this order")


if __name__ == "__main__":
    main()
