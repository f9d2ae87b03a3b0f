# SPDX-License-Identifier: Apache-2.0
"""A plate of twelve small frames, made whole once for reference, and then again and again with one call of the program
spoilt by the injector. What must hold after every such run is said here, once."""
import importlib.util, json, os, pathlib, shutil, signal, struct, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
DEADLINE = 60  # seconds; a run takes some 30 ms
MEMORY = "/dev/shm" if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK) else None  # thousands of fsyncs
# 64 and 70 are documented too, but a failing disk is neither a wrong command line nor a fault of filmgate.
CLEAR_EXITS = {0: "all well", 1: "something is wrong with the clip", 65: "bad data", 69: "unavailable", 74: "i/o",
               75: "try again", 77: "permission", 78: "configuration", 130: "cancelled"}


def class_names():
    text = (HERE / "injector.h").read_text()
    block = text[text.index("#define CLASS_NAMES"):text.index("enum Verdict")]
    return [word for word in block.split('"')[1::2]]


CLASSES = class_names()


class Broken(Exception):
    """A promise that was not kept; the message says at which fault."""


def make_clip(path, frames=12):
    spec = importlib.util.spec_from_file_location("make_bars", HERE.parent / "data/testpattern/make_bars.py")
    bars = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bars)
    bars.FRAMES = frames
    path.write_bytes(bars.clip())


class Fault:
    """One call to spoil: the nth of a class. `on`: all from that one on, like a disk that stays full."""

    def __init__(self, kind, at, act, on=False):
        self.kind, self.at, self.act, self.on = kind, at, act, on

    def __str__(self):
        return f"{self.kind} {self.at} {self.act}{' and all after it' if self.on else ''}"

    def environment(self):
        out = {"FAULTS_CLASS": self.kind, "FAULTS_AT": str(self.at), "FAULTS_ACT": str(self.act)}
        if self.on:
            out["FAULTS_ON"] = "1"
        return out


class Run:
    """How a run ended: exit code (negative: a signal), what it said, the calls of each class, whether the fault came."""

    def __init__(self, exit, message, counts, fired):
        self.exit, self.message, self.counts, self.fired = exit, message, counts, fired


class Plate:
    """ways: worker (the request on its standard input), in-process and supervised (the command line)."""

    def __init__(self, binaries, injector, way="worker", threads=1, compression="zip", program=None):
        self.binaries, self.injector, self.way = pathlib.Path(binaries).resolve(), pathlib.Path(injector).resolve(), way
        self.threads, self.compression, self.keep_evidence = threads, compression, True
        self.program = program or ("filmgate-worker" if way == "worker" else "filmgate")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="filmgate-faults-", dir=MEMORY))
        self.clip, self.output = self.folder / "bars.fgtp", self.folder / "deep" / "plates"
        make_clip(self.clip)
        self.original = self.clip.read_bytes()
        whole = self.run()
        if whole.exit != 0:
            raise Broken(f"the plate cannot be made at all: exit {whole.exit}, {whole.message}")
        self.reference, self.counts, self.older = self.tree(), whole.counts, {}
        if len(self.frames(self.reference)) != 12 or len(self.reference) != 14:
            raise Broken(f"the reference is not 12 frames, a manifest and a recipe: {sorted(self.reference)}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def begin_over_an_older_plate(self):
        """From now on every run finds a whole plate of other settings in its folder."""
        wanted, self.compression = self.compression, "zips"
        self.begin_anew()
        if self.run().exit != 0:
            raise Broken("the older plate cannot be made")
        self.older, self.compression = self.tree(), wanted
        if any(self.older[name] == self.reference[name] for name in self.frames(self.reference)):
            raise Broken("the older plate is the same plate")
        self.begin_anew()
        self.counts = self.run().counts

    def words(self):
        if self.way == "worker":
            return [str(self.binaries / "filmgate-worker")]
        words = [str(self.binaries / "filmgate"), "plate", str(self.clip), "-o", str(self.output), "--threads", str(self.threads),
                 "--compression", self.compression]
        return words + (["--in-process"] if self.way == "in-process" else [])

    def request(self):
        return json.dumps({"v": 1, "id": "faults", "kind": "plate", "clip": str(self.clip), "output": str(self.output),
                           "threads": self.threads, "compression": self.compression, "attempt": "a1"}).encode()

    def run(self, fault=None):
        counts = self.folder / "counts"
        counts.write_bytes(bytes(8 * (len(CLASSES) + 1)))
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("FILMGATE_", "XDG_"))}
        environment = dict(plain, HOME=str(self.folder), LD_PRELOAD=str(self.injector), FAULTS_PROGRAM=self.program, FAULTS_COUNTS=str(counts),
                           **(fault.environment() if fault else {}))
        try:
            said = subprocess.run(self.words(), input=self.request(), capture_output=True, env=environment, cwd=self.folder, timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            raise Broken(f"{fault}: still running after {DEADLINE} s")
        numbers = struct.unpack(f"<{len(CLASSES) + 1}Q", counts.read_bytes())
        return Run(said.returncode, message_of(said), dict(zip(CLASSES, numbers)), numbers[-1])

    def tree(self):
        if not self.output.exists():
            return {}
        return {path.name: path.read_bytes() for path in sorted(self.output.iterdir())}

    @staticmethod
    def frames(tree):
        return {name: data for name, data in tree.items() if name.endswith(".exr") and not name.startswith(".")}

    def inodes(self):
        return {name: ((self.output / name).stat().st_ino, (self.output / name).stat().st_mtime_ns) for name in self.frames(self.tree())}

    def begin_anew(self):
        shutil.rmtree(self.output.parent, ignore_errors=True)
        if self.older:
            self.output.mkdir(parents=True)
        for name, data in self.older.items():
            (self.output / name).write_bytes(data)

    def check_nothing_partial(self, fault):
        tree = self.tree()
        for name, data in tree.items():
            if name.startswith("."):
                continue
            if name not in self.reference:
                raise Broken(f"{fault}: {name} is none of the plate's files")
            if name.endswith(".exr") and data not in (self.reference[name], self.older.get(name)):
                raise Broken(f"{fault}: {name} has its final name and other bytes: {difference(data, self.reference[name], self.keep_evidence)}")
            if name.endswith(".json"):
                self.check_paper(name, data, tree, fault)
        if self.clip.read_bytes() != self.original:
            raise Broken(f"{fault}: the original was changed")

    def check_paper(self, name, data, tree, fault):
        try:
            paper = json.loads(data)
        except ValueError:
            raise Broken(f"{fault}: {name} is not whole")
        for output in paper.get("outputs", []):
            if len(tree.get(output["path"], b"")) != output["bytes"]:
                raise Broken(f"{fault}: the manifest tells of {output['path']}, which is not there")
        for whole in (self.reference, self.older):
            if name.endswith(".manifest.json") and data == whole.get(name) and self.frames(tree) != self.frames(whole):
                raise Broken(f"{fault}: the manifest stands beside frames that it does not tell of")

    def check_ended_clearly(self, fault, run):
        if run.exit not in CLEAR_EXITS:
            raise Broken(f"{fault}: exit {run.exit}: {run.message}")
        if run.exit != 0 and not run.message:
            raise Broken(f"{fault}: exit {run.exit} without a word")
        if run.exit == 0 and self.tree() != self.reference and fault.kind != "unlink":
            raise Broken(f"{fault}: exit 0, and not the files of a whole plate: {sorted(self.tree())}")
        left = [name for name in self.tree() if name.endswith(".part")]
        if left and fault.kind != "unlink":
            raise Broken(f"{fault}: exit {run.exit} left {left}")

    def check_run_again(self, fault):
        """The frames that were kept."""
        there = self.inodes()
        again = self.run()
        if again.exit != 0:
            raise Broken(f"{fault}: the run after it ends with {again.exit}: {again.message}")
        tree = self.tree()
        if tree != self.reference:
            raise Broken(f"{fault}: the run after it leaves other files: {sorted(tree)}, differing "
                         f"{[name for name in tree if tree[name] != self.reference.get(name)]}")
        return {name for name, mark in self.inodes().items() if there.get(name) == mark}


def difference(got, wanted, keep):
    """Both are kept for whoever looks."""
    first = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b), min(len(got), len(wanted)))
    found = f"{len(got)} bytes and not {len(wanted)}, from offset {first} on"
    if not keep:
        return found
    kept = pathlib.Path(tempfile.mkdtemp(prefix="filmgate-difference-"))
    (kept / "got").write_bytes(got)
    (kept / "wanted").write_bytes(wanted)
    return f"{found}; see {kept}"


def message_of(said):
    if said.returncode < 0:
        return f"killed by {signal.Signals(-said.returncode).name}; {said.stderr.decode(errors='replace')[-300:]}"
    words = said.stderr.decode(errors="replace").strip()
    for line in reversed(said.stdout.splitlines()):
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and event.get("message"):
            return event["message"]
    return words


def spread(count, most):
    """At most `most` of 1 .. count, evenly, both ends among them."""
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(i * (count - 1) / (most - 1)) for i in range(most)})


class Findings:
    """Told as they come: a run that is ended from outside has told what it had found."""

    def __init__(self):
        self.count = 0

    def add(self, what):
        self.count += 1
        if self.count <= 20:
            print(f"BROKEN {what}", file=sys.stderr, flush=True)

    def report(self, tried):
        print(f"{tried} points, {self.count} broken")
        return 1 if self.count or tried == 0 else 0
