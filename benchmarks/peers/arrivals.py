"""What nginx's log says of a schedule: when each target was asked, and when it should have been."""

import collections
import itertools


def read(path, begin, end):
    """Arrivals in a window by target; and how many reused a connection or a TLS session."""
    by_target, reused = collections.defaultdict(list), 0
    with open(path) as log:
        for line in log:
            words = line.split()
            if len(words) < 4 or not words[1].startswith("/c"):
                continue
            at = float(words[0])
            if begin <= at <= end:
                by_target[words[1]].append(at)
                reused += words[3] != "1" or words[4:] == ["r"]
    return by_target, reused


def since(path, begin):
    """How many have come from a moment on."""
    with open(path) as log:
        return sum(1 for line in log if line.count(" ") >= 3 and float(line.split(" ", 1)[0]) >= begin)


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def account(path, begin, end, interval, targets):
    """Numbers of one window: how many came of those due, and how far their gaps are from the interval."""
    by_target, reused = read(path, begin, end)
    gaps, drifts, kept, due = [], [], 0, 0
    for times in by_target.values():
        times.sort()
        gaps += [abs(b - a - interval) for a, b in itertools.pairwise(times)]
        if len(times) > 2:
            drifts.append((times[-1] - times[0]) / (len(times) - 1) - interval)
        grid = quantile([t % interval for t in times], 0.5)
        kept += sum(min(e := (t - grid) % interval, interval - e) <= 0.1 for t in times)
    count = sum(map(len, by_target.values()))
    due = targets * (end - begin) / interval
    return {
        "arrivals": count,
        "reused": reused,
        "due": due,
        "rate": count / (end - begin),
        "targets_seen": len(by_target),
        "on_time": min(1.0, kept / due),
        "gap_p50_ms": quantile(gaps, 0.5) * 1e3,
        "gap_p99_ms": quantile(gaps, 0.99) * 1e3,
        "gap_max_ms": max(gaps, default=float("nan")) * 1e3,
        "drift_ms": quantile(drifts, 0.5) * 1e3,
    }
