#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Originals are never opened for writing, renamed, cut, removed or touched: strace looks on while filmgate inspects a
folder of real camera files and makes plates of them, and their hashes and times are compared.
usage: originals.py FILMGATE TEST_DATA"""
import hashlib, pathlib, shutil, sys, tempfile

import traced

OPENS = {"open", "openat", "creat"}
HARMLESS = {"access", "faccessat", "faccessat2", "stat", "lstat", "newfstatat", "statx", "fstat", "readlink", "readlinkat", "getcwd",
            "chdir", "execve", "statfs", "getxattr", "lgetxattr", "close", "fsync", "fdatasync", "inotify_add_watch"}


def offences(calls, media):
    """Calls that would change something below `media`."""
    out = []
    for name, arguments, _ in calls:
        touched = [path for path in traced.quoted_paths(arguments) + [traced.descriptor_path(arguments)] if path.startswith(str(media))]
        if not touched or name in HARMLESS:
            continue
        if name in OPENS and not any(flag in arguments for flag in ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND")) and name != "creat":
            continue
        out.append(f"{name}({arguments})")
    return out


def reads(calls, media):
    return [arguments for name, arguments, _ in calls if name in OPENS and any(path.startswith(str(media)) for path in traced.quoted_paths(arguments))]


def state(media):
    return {str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, path.stat().st_ctime_ns, path.stat().st_mode)
            for path in sorted(media.rglob("*")) if path.is_file()}


def control(media):
    """The eye must see what it looks for, or its silence says nothing."""
    victim = next(path for path in sorted(media.rglob("*")) if path.is_file())
    bad = {"opened for writing": f"exec 3<>'{victim}'", "appended to": f"exec 3>>'{victim}'", "touched": f"touch '{victim}'",
           "mode changed": f"chmod u+r '{victim}'", "renamed": f"mv '{victim}' '{victim}.x' && mv '{victim}.x' '{victim}'",
           "made beside": f"touch '{media}/new' && rm '{media}/new'"}
    for what, command in bad.items():
        _, calls = traced.trace(["sh", "-c", command])
        if not offences(calls, media):
            raise SystemExit(f"BROKEN an original that is {what} goes unseen")


def main():
    filmgate, data = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    traced.require_strace()
    with tempfile.TemporaryDirectory(prefix="filmgate-originals-") as name:
        folder = pathlib.Path(name).resolve()
        media = folder / "media"
        for kind in ("dng", "phantom", "testpattern"):
            shutil.copytree(pathlib.Path(data) / kind, media / kind)
        control(media)
        before = state(media)
        clips = [str(media / "dng/colorchart.dng"), str(media / "phantom/chart1.cine"), str(media / "testpattern/bars.fgtp")]
        runs = [[filmgate, "inspect", "--frames", str(media)]]
        runs += [[filmgate, "plate", clip, "-o", str(folder / "plates"), "--frames", "0", "--colourspace", "camera"] + more
                 for clip in clips for more in ([], ["--force", "--in-process"])]
        for words in runs:
            done, calls = traced.trace(words, cwd=folder)
            if done.returncode not in (0, 1):
                raise SystemExit(f"BROKEN {words}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
            if not reads(calls, media):
                raise SystemExit(f"BROKEN {words}: no original was opened at all, so the trace shows nothing")
            if found := offences(calls, media):
                raise SystemExit(f"BROKEN {words}:\n" + "\n".join(found))
        if state(media) != before:
            raise SystemExit("BROKEN an original's bytes, times or mode changed")
        print(f"{len(before)} originals, {len(runs)} runs, none written to")


if __name__ == "__main__":
    main()
