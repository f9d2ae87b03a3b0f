#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills the program at every call that changes a disk while it makes twelve frames, and at many others, runs it again, and
wants the reference's bytes, what was there kept, and nothing left over.
usage: kill_and_resume.py BINARIES INJECTOR [long]"""
import signal, sys

from spoilt_plate import Broken, Fault, Findings, Plate, spread

EVERY = ["write", "fsync", "rename", "unlink"]  # what changes a disk
CREATING = ["open", "mkdir"]  # what may
BETWEEN = ["close", "lock", "read", "memory"]  # behind one of these nothing differs from before it, so one side is enough


def kill_at(plate, fault):
    plate.begin_anew()
    before = plate.inodes()
    run = plate.run(fault)
    if not run.fired:
        return False  # the order of threads differs from run to run, and so does the count
    if run.exit != -signal.SIGKILL:
        raise Broken(f"{fault}: ended with {run.exit} and not by the kill")
    plate.check_nothing_partial(fault)
    made = {name for name, mark in plate.inodes().items() if before.get(name) != mark}
    lost = made - plate.check_run_again(fault)
    if lost:
        raise Broken(f"{fault}: {sorted(lost)} were whole and were made again")
    return True


def control(plate):
    """The eye must see what it looks for."""
    plate.keep_evidence = False
    plate.begin_anew()
    plate.run()
    frame, fault = plate.output / "bars.1003.exr", Fault("control", 0, "none")
    whole = frame.read_bytes()
    harms = {"a frame cut short": lambda: frame.write_bytes(whole[:-1]), "a frame with a bit flipped": lambda: frame.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1])),
             "a frame that is gone": frame.unlink, "a temporary left over": lambda: (plate.output / ".bars.1003.exr.x.part").write_bytes(b"x"),
             "a manifest cut short": lambda: (plate.output / "bars.manifest.json").write_text("{")}
    for what, harm in harms.items():
        plate.begin_anew()
        run = plate.run()
        harm()
        try:
            plate.check_nothing_partial(fault)
            plate.check_ended_clearly(fault, run)
        except Broken:
            continue
        raise SystemExit(f"BROKEN {what} goes unseen")
    plate.keep_evidence = True


def faults_of(plate, kinds, long):
    for kind in kinds:
        count = plate.counts[kind]
        for at in range(1, count + 1) if kind in EVERY else spread(count, 300 if long else 6):
            for act in ("kill-before", "kill-after") if long and kind not in BETWEEN else ("kill-before",):
                yield Fault(kind, at, act)


def main():
    binaries, injector = sys.argv[1:3]
    long = sys.argv[3:] == ["long"]
    tried, findings = 0, Findings()
    rounds = [(1, "zip", False), (1, "zip", True), (2, "none", False), (2, "zip", True)] if long else [(1, "zip", False), (1, "none", True)]
    for threads, compression, over in rounds:
        with Plate(binaries, injector, threads=threads, compression=compression) as plate:
            control(plate)
            if over:
                plate.begin_over_an_older_plate()
            kinds = EVERY + CREATING + BETWEEN if long or not over else ["rename", "unlink"]
            for kind in kinds:
                if plate.counts[kind] == 0 and not (over and kind == "mkdir"):
                    findings.add(f"{kind}: a plate is made without a single such call; the injector sees nothing")
            for fault in faults_of(plate, kinds, long):
                try:
                    tried += kill_at(plate, fault)
                except Broken as one:
                    findings.add(f"{threads} threads, {compression}{', over an older plate' if over else ''}: {one}")
    return findings.report(tried)


if __name__ == "__main__":
    sys.exit(main())
