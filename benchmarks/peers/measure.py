#!/usr/bin/env python3
"""Runs one system against nginx at a given rate and prints a row of a table for each window. See ../peers.sh."""

import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import arrivals
import processes

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent
BASE = int(os.environ.get("PEERS_PORT", "27080"))
HTTP, HTTPS, HOLE, BLACKBOX, PROMETHEUS, VIGIE = (BASE + n for n in range(6))
SERVICES = ["probe-scheduler", "probe-runner", "alert-service", "report-api"]
FILE_ITEMS = 500
EXPECT = """expect: [ 'status == 200', "body.contains('\\\"status\\\":\\\"UP\\\"')" ]"""


class Bench:
    """The target, a folder for a run, and what was started in it."""

    def __init__(self, folder):
        self.folder = folder
        self.started = []
        self.log = folder / "arrivals.log"
        self.rows = []

    def start(self, command, **options):
        log = open(self.folder / f"{pathlib.Path(command[0]).name}-{len(self.started)}.log", "w")
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **options)
        self.started.append(process)
        return process

    def stop(self, *those):
        for process in those or reversed(self.started):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            if process.poll() is None:
                process.kill()
                process.wait()

    def target(self):
        """nginx with one worker, on core 0."""
        subprocess.run(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost"
            " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out certificate.pem".split(),
            cwd=self.folder, check=True, capture_output=True)
        conf = (HERE / "nginx.conf").read_text()
        for word, value in {"DIR": self.folder, "HTTP": HTTP, "HTTPS": HTTPS}.items():
            conf = conf.replace(f"@{word}@", str(value))
        (self.folder / "nginx.conf").write_text(conf)
        nginx = self.start(["taskset", "-c", "0", "nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")])
        wait_for(f"http://127.0.0.1:{HTTP}/quiet", nginx)
        self.nginx = nginx.pid
        # Takes connections and never says a word. Another host: what hangs has the places of its own host only.
        self.hole = socket.create_server(("127.0.0.2", HOLE), backlog=4096)

    def urls(self, scheme, count, hanging):
        """One in twenty goes to the hole, where there are to be hanging ones."""
        port = HTTPS if scheme == "https" else HTTP
        for i in range(count):
            yield f"http://127.0.0.2:{HOLE}/c{i}" if hanging and i % 20 == 7 else f"{scheme}://127.0.0.1:{port}/c{i}"

    def await_arrivals(self, load, begun):
        """Returns when probes come at half of their rate at least, or after a minute."""
        end = time.time() + 60
        while time.time() < end and arrivals.since(self.log, max(begun, time.time() - 3)) < load.targets / load.interval:
            time.sleep(0.5)

    def window(self, system, load, warmth, groups, seconds):
        """Measures for some seconds, a multiple of the interval, and keeps the row."""
        before = {name: [(p, processes.cpu(p)) for p in find()] for name, find in groups.items()}
        whole, nginx, begin, average = processes.busy(), self.nginx_cpu(), time.time(), processes.load()
        time.sleep(seconds)
        end, whole, nginx = time.time(), processes.busy() - whole, self.nginx_cpu() - nginx
        row = {"system": system, "load": load.name, "warmth": warmth, "load_average": f"{average} to {processes.load()}"}
        used, resident = {}, {}
        for name, find in groups.items():
            was, pids = dict(before[name]), find()
            used[name] = sum(processes.cpu(p) - was.get(p, 0) for p in pids)
            resident[name] = [round(sum(processes.memory(p)[n] for p in pids)) for n in (0, 1)]
            if name == "database":
                # Its processes share their buffers: counted once.
                extra = sum(processes.shared(p) for p in pids) - max((processes.shared(p) for p in pids), default=0)
                resident[name] = [round(n - extra) for n in resident[name]]
        time.sleep(1.5)
        row |= arrivals.account(self.log, begin, end, load.interval, load.healthy)
        row["others_busy"] = max(0.0, whole - nginx - sum(used.values())) / (os.cpu_count() * (end - begin))
        row["cpu"] = {name: seconds / max(1, row["arrivals"]) * 1e3 for name, seconds in used.items()}
        row["resident"] = resident
        self.rows.append(row)
        show(row)
        return row

    def nginx_cpu(self):
        return sum(processes.cpu(pid) for pid in processes.descendants(self.nginx))


class Load:
    """So many targets, each at an interval."""

    def __init__(self, scheme, targets, interval, hanging=False):
        self.scheme, self.targets, self.interval, self.hanging = scheme, targets, interval, hanging
        self.healthy = targets - len([i for i in range(targets) if hanging and i % 20 == 7])
        self.name = f"{scheme} {targets}@{interval}s" + (", 5 % hang" if hanging else "")


def wait_for(url, process, seconds=90):
    end = time.time() + seconds
    while time.time() < end:
        if process.poll() is not None:
            sys.exit(f"{process.args[0]} ended with {process.returncode}")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    sys.exit(f"{url}: no answer within {seconds} s")


OURS = {"scheduler", "runner", "alert", "report", "vigie", "blackbox", "prometheus"}


def show(row):
    apart = {name: value for name, value in row["cpu"].items() if name not in OURS}
    own = {name: value for name, value in row["cpu"].items() if name in OURS}
    memory = {name: value for name, value in row["resident"].items()}

    def parts(values):
        return " + ".join(f"{name} {value:.2f}" for name, value in values.items())

    def mib(names):
        return sum(memory[name][0] for name in names)

    print(
        f"| {row['system']} | {row['load']} | {row['warmth']} | {row['rate']:.1f} of {row['due'] / (row['arrivals'] / row['rate'] if row['rate'] else 1):.1f}"
        f" | **{sum(own.values()):.2f}** ({parts(own)}) | {parts(apart) or '-'}"
        f" | {row['gap_p50_ms']:.0f} / {row['gap_p99_ms']:.0f} / {row['gap_max_ms']:.0f}, drift {row['drift_ms']:+.2f}"
        f" | {row['on_time'] * 100:.2f} % | **{mib(own)}**"
        f" ({' + '.join(f'{name} {memory[name][0]}' for name in own)}){' apart: ' if apart else ''}"
        f"{' + '.join(f'{name} {memory[name][0]}' for name in apart)}"
        f" | {row['load_average']}, others {row['others_busy'] * 100:.0f} % |"
        + (f" REUSED {row['reused']}" if row["reused"] else ""),
        flush=True,
    )


HEAD = (
    "| system | load | | probes/s, of due | CPU-s/1000 | apart | gap error p50 / p99 / max, ms | on time"
    " | resident MiB | load average, other use |\n|---|---|---|---|---|---|---|---|---|---|"
)


class Vigie:
    """
    The four services: as four processes ("services"), in one ("together"), or in one with the broker ("standalone").
    With four, the broker is in the process that starts them; with one, in another.
    """

    def __init__(self, bench, edition):
        self.bench, self.edition = bench, edition
        self.backbone = None
        self.system = f"Vigie, {edition}"
        self.checklists = bench.folder / f"{edition}-checklists"
        self.checklists.mkdir()
        bench.folder.chmod(0o755)
        settings = bench.folder / f"{edition}.properties"
        lines = ["vigie.runner.egress.allow=loopback", *os.environ.get("PEERS_SETTINGS", "").split()]
        settings.write_text("\n".join(lines) + "\n")
        self.settings = settings
        self.command = [
            str(HOME / "vigie"), "services" if edition == "services" else "up", str(self.checklists),
            "--data", str(bench.folder / f"{edition}-data"), "--port", str(VIGIE), "--config", str(settings)]
        self.process = None

    def put(self, load):
        """Writes the checklists and, the first time, starts."""
        urls = list(self.bench.urls(load.scheme, load.targets, load.hanging))
        tls = ""
        for n in range(0, len(urls), FILE_ITEMS):
            self.write(n // FILE_ITEMS, urls[n : n + FILE_ITEMS], load.interval, tls)
        for old in list(self.checklists.glob("*.yaml"))[:]:
            if int(old.stem) * FILE_ITEMS >= len(urls):
                old.unlink()
        if self.process is None:
            if self.edition == "together":
                self.lay_backbone()
            self.process = self.run(self.command)
            for n in range(4 if self.edition == "services" else 1):
                wait_for(f"http://127.0.0.1:{VIGIE + n}/q/health/ready", self.process, 400)

    def run(self, command):
        options = " ".join([*trust(self.bench), os.environ.get("PEERS_JAVA", "")])
        return self.bench.start(command, env=os.environ | {"VIGIE_BUILD": "no", "JAVA_TOOL_OPTIONS": options})

    def lay_backbone(self):
        """A broker and a database in a process of their own."""
        data = self.bench.folder / "backbone"
        self.backbone = self.run([str(HOME / "vigie"), "backbone", "--data", str(data)])
        said, end = data / "backbone.properties", time.time() + 90
        while not (said.exists() and "kafka.bootstrap.servers" in said.read_text()):
            if self.backbone.poll() is not None or time.time() > end:
                sys.exit("the broker and the database did not start")
            time.sleep(0.1)
        self.settings.write_text(self.settings.read_text() + said.read_text())

    def write(self, number, urls, interval, tls):
        first = number * FILE_ITEMS
        text = "".join(
            f'  - {{ id: c{first + i}, title: "Target {first + i}", severity: P2, http: {{ url: "{url}"{tls} }}, {EXPECT} }}\n'
            for i, url in enumerate(urls))
        head = (
            f"vigie: 1\nsystem: bench-{number}\nenvironment: local\ntitle: Bench {number}\nowner: {{ team: bench }}\n"
            f"defaults: {{ every: {interval}s, timeout: {min(10, interval)}s }}\nitems:\n")
        passing = self.checklists / f"{number}.new"
        passing.write_text(head + text)
        passing.rename(self.checklists / f"{number}.yaml")

    def groups(self):
        root = self.process.pid
        found = processes.descendants(root)

        def of(word):
            return lambda: [p for p in found if f"{word}/target/quarkus-app" in processes.command(p) and "java" in processes.command(p).split(" ")[0]]

        below = self.backbone.pid if self.backbone else root

        def database():
            return [p for p in processes.descendants(below) if "postgres" in processes.command(p).split(" ")[0]]

        if self.edition == "standalone":
            return {"vigie": lambda: [root], "database": database}
        if self.edition == "together":
            return {"vigie": lambda: [root], "broker": lambda: [below], "database": database}
        names = {"scheduler": SERVICES[0], "runner": SERVICES[1], "alert": SERVICES[2], "report": SERVICES[3]}
        return {key: of(name) for key, name in names.items()} | {"broker": lambda: [root], "database": database}

    def stop(self):
        self.bench.stop(self.process, *([self.backbone] if self.backbone else []))


class Prometheus:
    """Prometheus asks blackbox_exporter, keeps the answer and evaluates one alert rule."""

    system = "Prometheus + blackbox_exporter"

    def __init__(self, bench):
        self.bench, self.running = bench, []

    def put(self, load):
        self.stop()
        folder = self.bench.folder / "prometheus"
        subprocess.run(["rm", "-rf", str(folder)], check=True)
        folder.mkdir()
        urls = list(self.bench.urls(load.scheme, load.targets, load.hanging))
        (folder / "targets.json").write_text(json.dumps([{"targets": urls}]))
        (folder / "rules.yml").write_text(
            'groups: [ { name: g, rules: [ { alert: Down, expr: "probe_success == 0", for: 0s } ] } ]')
        (folder / "prometheus.yml").write_text(f"""
global: {{ scrape_interval: {load.interval}s, scrape_timeout: {load.interval}s, evaluation_interval: 5s }}
rule_files: [ {folder}/rules.yml ]
scrape_configs:
- job_name: blackbox
  metrics_path: /probe
  params: {{ module: [{load.scheme}] }}
  file_sd_configs: [ {{ files: [ {folder}/targets.json ] }} ]
  relabel_configs:
  - {{ source_labels: [__address__], target_label: __param_target }}
  - {{ source_labels: [__param_target], target_label: instance }}
  - {{ target_label: __address__, replacement: "127.0.0.1:{BLACKBOX}" }}
""")
        modules = self.bench.folder / "blackbox.yml"
        modules.write_text((HERE / "blackbox.yml").read_text().replace("@DIR@", str(self.bench.folder)))
        self.running = [
            self.bench.start([
                "prometheus-blackbox-exporter", f"--config.file={modules}",
                f"--web.listen-address=127.0.0.1:{BLACKBOX}", "--log.level=error"]),
            self.bench.start([
                "prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
                f"--web.listen-address=127.0.0.1:{PROMETHEUS}", "--log.level=error"])]
        wait_for(f"http://127.0.0.1:{PROMETHEUS}/-/ready", self.running[1])

    def groups(self):
        blackbox, prometheus = (p.pid for p in self.running)
        return {"blackbox": lambda: [blackbox], "prometheus": lambda: [prometheus]}

    def stop(self):
        if self.running:
            self.bench.stop(*self.running)
        self.running = []


def trust(bench):
    """The certificate of the target is the only one that is trusted."""
    store = bench.folder / "trusted.p12"
    if not store.exists():
        subprocess.run(
            f"keytool -importcert -noprompt -alias target -file {bench.folder}/certificate.pem"
            f" -keystore {store} -storetype PKCS12 -storepass changeit".split(), check=True, capture_output=True)
    return [f"-Djavax.net.ssl.trustStore={store}", "-Djavax.net.ssl.trustStorePassword=changeit"]


def saturated(bench):
    """One core for a prober, 64 probes at once; nginx, and what drives blackbox_exporter, have the other."""
    subprocess.run(["taskset", "-a", "-cp", "1", str(bench.nginx)], check=True, capture_output=True)
    for child in processes.descendants(bench.nginx):
        subprocess.run(["taskset", "-a", "-cp", "1", str(child)], check=True, capture_output=True)
    print("\n| one core, 64 at once | probes/s | CPU-s/1000 | | load average |\n|---|---|---|---|---|", flush=True)
    for compilers in ("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4"):
        for scheme, port in (("http", HTTP), ("https", HTTPS)):
            said = subprocess.run(
                [str(HOME / "benchmarks/runner.sh"), "http", f"{scheme}://127.0.0.1:{port}/quiet", compilers, *trust(bench)],
                capture_output=True, text=True).stdout
            found = re.search(r"(\d+) probes/s, ([\d.]+) CPU-ms/probe.*(fire error.*?);? (not passed \d+)", said)
            cells = found.groups() if found else (said.strip()[-200:], "", "", "")
            said = said.strip().splitlines()[-1:] if found else [""]
            print(f"| Vigie's runner, {scheme}, compilers up to {compilers[-1]} | {cells[0]} | {cells[1]} | {cells[3]}; {said[0]} | {processes.load()} |", flush=True)
    blackbox(bench)


def blackbox(bench):
    modules = bench.folder / "blackbox.yml"
    modules.write_text((HERE / "blackbox.yml").read_text().replace("@DIR@", str(bench.folder)))
    exporter = bench.start([
        "taskset", "-c", "0", "prometheus-blackbox-exporter", f"--config.file={modules}",
        f"--web.listen-address=127.0.0.1:{BLACKBOX}", "--log.level=error"])
    wait_for(f"http://127.0.0.1:{BLACKBOX}/metrics", exporter)
    for scheme, port in (("http", HTTP), ("https", HTTPS)):
        url = f"http://127.0.0.1:{BLACKBOX}/probe?module={scheme}&target={scheme}://127.0.0.1:{port}/quiet"
        with urllib.request.urlopen(url) as answer:
            success = b"probe_success 1" in answer.read()
        before = processes.cpu(exporter.pid)
        said = subprocess.run(
            ["taskset", "-c", "1", "wrk", "-t1", "-c64", "-d7s", "--timeout", "20s", url], capture_output=True, text=True).stdout
        count = int(re.search(r"(\d+) requests in", said).group(1))
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))
        cpu = (processes.cpu(exporter.pid) - before) / count * 1e3
        print(f"| blackbox_exporter, {scheme} | {rate:.0f} | {cpu:.3f} | success {success} | {processes.load()} |", flush=True)
    bench.stop(exporter)


def flow(bench, system, steps):
    """Each step: a load, what to call how warm it is, seconds to wait, seconds to measure."""
    current = None
    try:
        for load, warmth, wait, seconds in steps:
            if load is not current:
                begun = time.time()
                system.put(load)
                bench.await_arrivals(load, begun)
                current = load
            time.sleep(wait)
            if seconds:
                bench.window(system.system, load, warmth, system.groups(), seconds)
    finally:
        system.stop()


def steps(edition):
    slow, fast = Load("http", 1000, 10), Load("http", 5000, 5)
    again, secure = Load("http", 1000, 10), Load("https", 1000, 10)
    rush, hanging = Load("https", 2500, 5), Load("http", 1000, 10, hanging=True)
    whole = [
        (slow, "cold", 8, 20), (fast, "warm", 35, 20), (again, "warm", 14, 40),
        (secure, "cold", 12, 20), (rush, "", 25, 0), (secure, "warm", 14, 40), (hanging, "warm", 14, 40)]
    return {
        "short": [(slow, "after 20 s", 20, 20), (slow, "after 70 s", 30, 30)],
        "prometheus": [
            (slow, "warm", 15, 30), (fast, "warm", 10, 20), (secure, "warm", 15, 30), (hanging, "warm", 25, 30)],
        "services": whole,
        "together": whole,
        "standalone": [
            (slow, "cold", 8, 20), (fast, "warm", 25, 20), (again, "warm", 12, 30), (secure, "warm", 25, 30)],
    }[edition]


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="vigie-peers.", ignore_cleanup_errors=True) as folder:
        bench = Bench(pathlib.Path(folder))
        try:
            bench.target()
            print(HEAD, flush=True)
            for name in chosen:
                edition, _, only = name.partition(":")
                if edition == "saturated":
                    saturated(bench)
                    continue
                picked = [s for n, s in enumerate(steps(edition)) if not only or str(n) in only.split(",")]
                system = Prometheus(bench) if edition == "prometheus" else Vigie(bench, "services" if edition == "short" else edition)
                flow(bench, system, picked)
        finally:
            bench.stop()
            if os.environ.get("PEERS_KEEP"):
                subprocess.run(["cp", "-r", folder, os.environ["PEERS_KEEP"]])


if __name__ == "__main__":
    main()
