#!/usr/bin/env python3
"""Processor time of the threads of a process over some seconds, gathered by name: threads.py PID SECONDS."""

import collections
import os
import pathlib
import re
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")


def snapshot(pid):
    found = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            text = (task / "stat").read_text()
        except OSError:
            continue
        name, rest = text.split("(", 1)[1].rsplit(") ", 1)
        found[task.name] = (name, sum(int(n) for n in rest.split()[11:13]))
    return found


def main():
    pid, seconds = sys.argv[1], float(sys.argv[2])
    before = snapshot(pid)
    time.sleep(seconds)
    used = collections.Counter()
    for task, (name, ticks) in snapshot(pid).items():
        used[re.sub(r"[-# ]?\d+$", "", name)] += ticks - before.get(task, (name, 0))[1]
    whole = sum(used.values())
    for name, ticks in used.most_common(14):
        if ticks:
            print(f"{name:20} {ticks / TICKS / seconds * 1e3:8.1f} ms/s {ticks / whole * 100:5.1f} %")
    print(f"{'all':20} {whole / TICKS / seconds * 1e3:8.1f} ms/s")


if __name__ == "__main__":
    main()
