#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets the nth call of each class fail, for many n and every errno that it may have, while twelve frames are made. Each
run must succeed or end with a clear error, leave nothing partial under a final name, and the next run must give the
reference's bytes. usage: nth_failure.py BINARIES INJECTOR [long]"""
import errno, sys

from spoilt_plate import Broken, Fault, Findings, Plate, spread

E = errno
FAILURES = {
    "open": [E.EMFILE, E.EIO, E.EINTR, E.ENOSPC, E.ENOMEM, E.EACCES], "read": [E.EIO, E.EINTR, "short"],
    "write": [E.ENOSPC, E.EIO, E.EINTR, "short"], "fsync": [E.EIO, E.EINTR, E.ENOSPC], "rename": [E.EIO, E.ENOSPC, E.EINTR],
    "unlink": [E.EIO, E.EROFS], "close": [E.EIO, E.EINTR], "mkdir": [E.ENOSPC, E.EIO], "lock": [E.ENOLCK, E.EINTR],
    "stat": [E.EIO, E.ENOMEM, E.EINTR], "folder": [E.EIO, E.EMFILE], "descriptor": [E.EMFILE, E.ENOMEM], "map": [E.ENOMEM],
    "thread": [E.EAGAIN], "process": [E.EAGAIN, E.ENOMEM], "wait": [E.EINTR, E.ENOMEM], "memory": [E.ENOMEM]}
LASTING = {"write": [E.ENOSPC, E.EIO], "fsync": [E.EIO], "open": [E.EMFILE]}  # all calls from the nth on


def spoil(plate, fault):
    plate.begin_anew()
    run = plate.run(fault)
    if not run.fired:
        return False
    plate.check_nothing_partial(fault)
    plate.check_ended_clearly(fault, run)
    plate.check_run_again(fault)
    return True


def faults_of(plate, kinds, most):
    for kind in kinds:
        errors = FAILURES[kind]
        for i, error in enumerate(errors):
            for at in spread(plate.counts[kind], max(2, most // len(errors))):
                yield Fault(kind, at, error)
        for error in LASTING.get(kind, []):
            for at in spread(plate.counts[kind], max(2, most // 8)):
                yield Fault(kind, at, error, on=True)


def main():
    binaries, injector = sys.argv[1:3]
    long = sys.argv[3:] == ["long"]
    everything = [kind for kind in FAILURES]
    around = ["descriptor", "process", "wait", "memory", "read", "open"]
    # way, threads, compression, classes, points a class
    rounds = [("worker", 1, "zip", everything, 600), ("worker", 2, "none", everything, 120), ("worker", 2, "zip", ["memory", "thread", "write"], 120),
              ("in-process", 1, "none", everything, 60), ("supervised", 1, "zip", around, 120)] if long else \
             [("worker", 1, "zip", everything, 20), ("worker", 2, "none", ["memory", "thread", "write", "fsync"], 8), ("supervised", 1, "zip", around, 8)]
    tried, findings = 0, Findings()
    for way, threads, compression, kinds, most in rounds:
        with Plate(binaries, injector, way=way, threads=threads, compression=compression) as plate:
            for fault in faults_of(plate, kinds, most):
                try:
                    tried += spoil(plate, fault)
                except Broken as one:
                    findings.add(f"{way}, {threads} threads, {compression}: {one}")
    if tried < (1000 if long else 150):
        findings.add(f"only {tried} faults came to pass")
    return findings.report(tried)


if __name__ == "__main__":
    sys.exit(main())
