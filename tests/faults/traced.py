# SPDX-License-Identifier: Apache-2.0
"""Runs a program under strace and gives its file calls as (name, arguments, result), in their order."""
import os, pathlib, re, shutil, subprocess, sys, tempfile

CALLS = "%file,fsync,fdatasync,rename,renameat,renameat2,close,write,pwrite64,ftruncate,fchmod,fchown"
LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|\?)")
UNFINISHED = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")


def require_strace():
    if not shutil.which("strace"):
        print("skipped: strace is not installed; packaging/install-deps --peers brings it")
        sys.exit(77)  # ctest calls this skipped
    probe = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
    if probe.returncode != 0:
        print("skipped: strace may not trace here:", probe.stderr.decode(errors="replace").strip())
        sys.exit(77)


def trace(words, cwd=None):
    """How it ended, and every call that succeeded. -y names descriptors: 3</path>."""
    environment = dict(os.environ)
    environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"  # looking for leaks is tracing too
    with tempfile.NamedTemporaryFile(prefix="filmgate-trace-") as out:
        done = subprocess.run(["strace", "-f", "-y", "-s", "16", "-o", out.name, "-e", "trace=" + CALLS, "-e", "signal=none"] + words,
                              capture_output=True, cwd=cwd, env=environment)
        text = pathlib.Path(out.name).read_text(errors="replace")
    return done, calls_of(text)


def calls_of(text):
    begun, calls = {}, []
    for line in text.splitlines():
        if half := UNFINISHED.match(line):
            begun[half[1]] = half[1] + " " + half[2]
            continue
        if rest := RESUMED.match(line):
            line = begun.pop(rest[1], rest[1] + " ") + rest[2]
        if whole := LINE.match(line):
            if whole[3] != "?" and int(whole[3]) >= 0:
                calls.append((whole[1], whole[2], int(whole[3])))
    return calls


def quoted_paths(arguments):
    return re.findall(r'"((?:[^"\\]|\\.)*)"', arguments)


def descriptor_path(arguments):
    found = re.match(r"\d+<([^>]*)>", arguments)
    return found[1] if found else ""
