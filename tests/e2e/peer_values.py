#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the clip records of the sample files against what exiftool, MediaInfo and ffprobe say of the same files, field by field.

The table tests/data/peer_values.tsv has one line for each value that a peer and the record both could know: what the peer said (and
which version), what the record says, and for every difference the reason. A record that says otherwise than the table fails, and so
does a peer of the table's version that does; another version of a peer is told and not held against the table. Samples that are not
in tests/data are looked for in $FILMGATE_TEST_MEDIA/samples; without it they are skipped, which is told.

usage: peer_values.py FILMGATE ROOT            check
       peer_values.py FILMGATE ROOT --write    ask the peers again, and keep the reasons that stand in the table
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
from fractions import Fraction

filmgate, root = sys.argv[1], pathlib.Path(sys.argv[2])
table = root / "tests/data/peer_values.tsv"
media = pathlib.Path(os.environ.get("FILMGATE_TEST_MEDIA", root / "../shared")) / "samples"

SAMPLES = ["data:braw/generated.braw", "data:canon/generated.cr3", "data:canon/generated.crm", "data:dng/colorchart.dng", "data:dpx/bars_10_be.dpx",
           "data:dpx/bars_12_le.dpx", "data:movie/alpha.mov", "data:gopro/rggb14.GPR", "data:movie/leading.mp4", "data:movie/long_groups.mxf", "data:movie/open_groups.mov", "data:panasonic/one_track.mxf",
           "data:phantom/chart1.cine", "data:phantom/cine_781.cine", "data:red/Red.r3d", "data:sony/generated.mxf",
           "media:canon/exiftool_CanonRaw.cr3", "media:dng/exiftool_DNG.dng", "media:dpx/ctl_marci-512.dpx", "media:dpx/exiftool_DPX.dpx",
           "media:dpx/oiio_dpx_nuke_10bits_rgb.dpx", "media:gopro/gpmf_karma.mp4", "media:gopro/gpr_GOPR0024.GPR",
           "media:magiclantern/fate_M19-0333-cut.mlv", "media:mxf/bmx_d10_sample.mxf", "media:prores/fate_Meridian-Apple_ProResProxy-HDR10.mxf",
           "media:prores/opf_apple-prores-422-hq.mov", "media:sony/fate_SonyXAVC_LongGOP.mxf", "data:exr/arriraw_converter_64x64.exr"]

# Each field of the record, and the peers' names of it. A peer's name is tried from the left; "group:name" is exiftool's and ffprobe's
# own grouping, MediaInfo's are its video track's, then its general one's.
FIELDS = {
    "width": ("SubIFD:ImageWidth ImageWidth", "Width", "video:width"),
    "height": ("SubIFD:ImageHeight ImageHeight", "Height", "video:height"),
    "frameCount": ("", "FrameCount", "video:nb_frames"),
    "framesPerSecond": ("VideoFrameRate Red:FrameRate FrameRate", "FrameRate", "video:r_frame_rate"),
    "captureRate": ("OriginalFrameRate", "", ""),
    "timeCode": ("StartTimecode TimeCode", "TimeCode_FirstFrame", "tag:timecode"),
    "reelName": ("ReelNumber", "", "tag:reel_name"),
    "codec": ("CompressorID SubIFD:Compression Compression", "Format", "video:codec_name"),
    "bitDepth": ("SubIFD:BitsPerSample BitDepth BitsPerSample", "BitDepth", "video:bits_per_raw_sample"),
    "pixelAspectRatio": ("", "PixelAspectRatio", "video:sample_aspect_ratio"),
    "encoding": ("TransferCharacteristics TransferCharacteristic", "transfer_characteristics", "video:color_transfer"),
    "cameraMake": ("Make", "Encoded_Application_CompanyName", "tag:make tag:company_name"),
    "cameraModel": ("Model InputDeviceName", "", "tag:model"),
    "cameraSerialNumber": ("SerialNumber CameraSerialNumber InputDeviceSerialNumber", "", ""),
    "cameraFirmwareVersion": ("FirmwareVersion CanonFirmwareVersion Software", "", "tag:firmware_version"),
    "isoSpeed": ("ISO", "", ""),
    "expTime": ("ExifIFD:ExposureTime ExposureTime", "", "tag:shutter_ns"),
    "shutterAngle": ("ShutterAngle", "", ""),
    "aperture": ("ExifIFD:FNumber FNumber", "", ""),
    "nominalFocalLength": ("FocalLength", "", ""),
    "focus": ("FocusDistance", "", ""),
    "lensModel": ("LensModel Lens", "", ""),
    "lensSerialNumber": ("LensSerialNumber", "", ""),
    "cameraCCTSetting": ("ColorTempAsShot ColorTemperature", "", ""),
    "capDate": ("DateTimeOriginal CreateDate DateCreated", "Encoded_Date", "tag:creation_time"),
    "scene": ("Scene", "", ""), "take": ("Take", "", ""), "clipName": ("OriginalFileName", "", ""),
}

# What the peers call what the record calls otherwise: their names of the same thing.
NAMES = {"avc1": "H.264", "avc": "H.264", "h264": "H.264", "hevc": "H.265", "hvc1": "H.265", "bt.709": "itu.bt709", "bt709": "itu.bt709",
         "ap4h": "Apple ProRes 4444", "apch": "Apple ProRes 422 HQ"}


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def exiftool(path):
    said = json.loads(output("exiftool", "-j", "-n", "-G1", str(path)) or "[{}]")[0]
    out = {}
    for key, value in said.items():
        out[key] = value
        out.setdefault(key.split(":")[-1], value)
    return out


def mediainfo(path):
    tracks = ((json.loads(output("mediainfo", "--Output=JSON", str(path)) or "{}").get("media") or {}).get("track")) or []
    ordered = [t for kind in ("Video", "Image", "General") for t in tracks if t["@type"] == kind]
    out = {}
    for track in ordered:
        for key, value in track.items():
            out.setdefault(key, value)
        if "FrameRate_Num" in track:
            out["FrameRate"] = track["FrameRate_Num"] + "/" + track["FrameRate_Den"]
    for track in tracks:
        if track["@type"] == "Other":
            out.setdefault("TimeCode_FirstFrame", track.get("TimeCode_FirstFrame"))
    return {key: value for key, value in out.items() if value is not None}


def ffprobe(path):
    said = json.loads(output("ffprobe", "-v", "quiet", "-show_streams", "-show_format", "-of", "json", str(path)) or "{}")
    video = next((one for one in said.get("streams", []) if one.get("codec_type") == "video"), {})
    out = {"video:" + key: value for key, value in video.items() if not isinstance(value, dict)}
    for holder in (video, said.get("format", {}), *said.get("streams", [])):
        for key, value in holder.get("tags", {}).items():
            out.setdefault("tag:" + key.lower(), value)
    return out


PEERS = {"exiftool": exiftool, "mediainfo": mediainfo, "ffprobe": ffprobe}


def version(peer):
    try:
        said = {"exiftool": ("exiftool", "-ver"), "mediainfo": ("mediainfo", "--Version"), "ffprobe": ("ffprobe", "-version")}[peer]
        return re.search(r"\d+(\.\d+)+", output(*said)).group(0)
    except FileNotFoundError:
        return None


def as_text(value):
    return "-" if value is None else re.sub(r"\s+", " ", str(value)).strip() or "-"


def number(text):
    try:
        return float(Fraction(text.replace(":", "/") if re.fullmatch(r"\d+:\d+", text) else text))
    except (ValueError, ZeroDivisionError):
        return None


def moment(text):
    """The digits of a date and time to the second, whatever stands between them; a zone behind it is not compared."""
    match = re.match(r"(\d{4})\D(\d\d)\D(\d\d)\D(\d\d):(\d\d):(\d\d)", text)
    return match.groups() if match else None


def same(ours, theirs):
    theirs = NAMES.get(theirs.casefold(), theirs)
    if ours == theirs or (moment(ours) and moment(ours) == moment(theirs)):
        return True
    one, other = number(ours), number(theirs)
    if one is not None and other is not None:
        return math.isclose(one, other, rel_tol=2e-5)  # (a peer prints five digits)
    return ours.casefold() == theirs.casefold()


def found(sample):
    kind, name = sample.split(":")
    path = (root / "tests/data" if kind == "data" else media) / name
    return path if path.is_file() else None


def record(path):
    said = json.loads(output(filmgate, "inspect", "--json", str(path)) or "{}")
    clips = said.get("clips", [])
    return {key: as_text(field["value"]) for key, field in clips[0]["fields"].items()} if clips else {}


def asked(sample, path, versions):
    """Every line that the peers' answers make: (sample, field, peer) -> (what the peer said, what the record says)."""
    ours = record(path)
    out = {}
    for peer, names in zip(PEERS, zip(*FIELDS.values())):
        if versions[peer] is None:
            continue
        said = PEERS[peer](path)
        for field, candidates in zip(FIELDS, names):
            value = next((said[name] for name in candidates.split() if name in said), None)
            if as_text(value) not in ("-", "0/0", "unknown", "N/A"):
                out[sample, field, peer] = (as_text(value), ours.get(field, "-"))
    return ours, out


def read_table():
    rows, versions = {}, {}
    for line in table.read_text().splitlines() if table.exists() else []:
        if line.startswith("#"):
            if match := re.match(r"# (\w+) (\d[\d.]*)$", line):
                versions[match[1]] = match[2]
            continue
        sample, field, peer, theirs, relation, ours, why = line.split("\t")
        rows[sample, field, peer] = (theirs, relation, ours, why)
    return rows, versions


def write(rows, installed):
    out = ["# What exiftool, MediaInfo and ffprobe say of the sample files, and what the clip record says; written by tests/e2e/peer_values.py --write.",
           "# same: the same value, in the record's unit. differs: with the reason. Versions of the peers:"]
    out += [f"# {peer} {one}" for peer, one in installed.items()]
    out.append("# sample\tfield\tpeer\tpeer's value\trelation\tthe record's\twhy")
    missing = 0
    for sample in SAMPLES:
        path = found(sample)
        if path is None:
            sys.exit(f"{sample} is not there; set FILMGATE_TEST_MEDIA")
        for key, (theirs, ours) in asked(sample, path, installed)[1].items():
            why = rows.get(key, ("", "", "", ""))[3]
            if same(ours, theirs):
                out.append("\t".join((*key, theirs, "same", ours, "-")))
            else:
                missing += why in ("", "-")
                out.append("\t".join((*key, theirs, "differs", ours, why or "-")))
    table.write_text("\n".join(out) + "\n")
    print(f"{table}: {len(out)} lines; {missing} differences have no reason yet")


def check(rows, written, installed):
    wrong, skipped, held = [], [], 0
    for peer, one in installed.items():
        if one != written[peer]:
            print(f"SKIPPED in part: {peer} {one or 'is not installed'}; the table has what {written[peer]} says")
    live = {peer: one for peer, one in installed.items() if one == written[peer]}
    for sample in SAMPLES:
        path = found(sample)
        if path is None:
            skipped.append(sample)
            continue
        ours, now = asked(sample, path, {peer: live.get(peer) for peer in PEERS})
        for key, (theirs, relation, said, why) in rows.items():
            if key[0] != sample:
                continue
            held += 1
            value = ours.get(key[1], "-")
            where = " ".join(key)
            if relation not in ("same", "differs") or (relation == "differs" and len(why) < 10):
                wrong.append(f"{where}: '{relation}' without a reason")
            if (relation == "same") != same(value, theirs) or not same(value, said):
                wrong.append(f"{where}: the record says {value}, the table {said} ({relation}; the peer says {theirs})")
            if key[2] in live and now.get(key, ("nothing",))[0] != theirs:
                wrong.append(f"{where}: the peer says {now.get(key, ('nothing',))[0]}, the table {theirs}")
        wrong += [f"{' '.join(key)}: the peer says {theirs}, and the table has no line" for key, (theirs, _) in now.items() if key not in rows]
    print(*wrong, sep="\n")
    if skipped:
        print(f"SKIPPED in part, not in FILMGATE_TEST_MEDIA: {' '.join(skipped)}")
    print(f"{held} values held against the record, {len(wrong)} wrong")
    return 1 if wrong or not held else 0


rows, written = read_table()
installed = {peer: version(peer) for peer in PEERS}
if "--write" in sys.argv:
    write(rows, installed)
else:
    sys.exit(check(rows, written, installed))
