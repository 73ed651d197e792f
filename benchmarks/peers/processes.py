"""Processor time and memory of processes, from /proc."""

import os
import pathlib
import re

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid):
    return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()


def cpu(pid):
    """Seconds of a process and of its children that have ended."""
    try:
        return sum(int(n) for n in _stat(pid)[11:15]) / TICKS
    except OSError:
        return 0.0


def memory(pid):
    """Resident and peak MiB."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0, 0.0
    return tuple(int(re.search(key + r":\s+(\d+)", status).group(1)) / 1024 for key in ("VmRSS", "VmHWM"))


def shared(pid):
    """MiB of shared memory in it (a database server's buffers), which every process of it shows."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"RssShmem:\s+(\d+)", status).group(1)) / 1024


def command(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def descendants(root):
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                children.setdefault(int(_stat(entry)[1]), []).append(int(entry))
            except OSError:
                continue
    found, open_ = [], [root]
    while open_:
        pid = open_.pop()
        found.append(pid)
        open_ += children.get(pid, [])
    return found


def busy():
    """Processor seconds that this machine has used in all."""
    values = [int(n) for n in pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(values) - values[3] - values[4]) / TICKS


def load():
    return pathlib.Path("/proc/loadavg").read_text().split()[0]
