"""A real hub with learners who work, for tests and to measure:

    python tests/exercises/running_hub.py PROXY LEARNERS [PYTHON]

PROXY is the program configurable-http-proxy. It prints how long so many learners need who come at
once and run lessons 00 and 06 whole, and the memory of their servers after that. PYTHON is that of
an environment with the packages of the hub.
"""

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT / "exercises" / "teaching"
HUB = KIT / "hub"
NOBODY = 65534
PASSWORD = "a password for the class"
CONFIG = """
load_subconfig({base!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}"
c.JupyterHub.hub_port = {ports[1]}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allowed_users = {names!r}
c.JupyterHub.services.append({{"name": "test", "api_token": {token!r}}})
c.JupyterHub.load_roles.append({{
    "name": "test",
    "scopes": ["admin:users", "admin:servers", "tokens"],
    "services": ["test"],
}})
{more}
"""


def free_ports(number):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def is_answered(url):
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


class Hub:
    """A hub in a folder, with its own ports; `proxy` is the program configurable-http-proxy."""

    def __init__(self, folder, proxy, names, more="", python=sys.executable):
        self.state = Path(folder) / "state"
        self.python = str(python)
        self.proxy = Path(proxy)
        self.names = list(names)
        self.token = secrets.token_hex(16)
        self.ports = free_ports(3)
        self.address = f"http://127.0.0.1:{self.ports[0]}"
        self.config = Path(folder) / "own_config.py"
        self.log = Path(folder) / "hub.log"
        self.process = None
        self.more = more
        self.state.mkdir(mode=0o700)
        self.environment = os.environ | {
            "STATE_DIRECTORY": str(self.state),
            "PYTHONPATH": str(ROOT / "lib"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PATH": f"{Path(self.python).parent}:{os.environ['PATH']}",
        }

    def write_config(self):
        words = {
            "base": str(HUB / "jupyterhub_config.py"),
            "ports": self.ports,
            "proxy": str(self.proxy),
            "password": PASSWORD,
            "names": set(self.names),
            "token": self.token,
            "more": self.more,
        }
        self.config.write_text(CONFIG.format(**words), encoding="utf-8")

    def hand_out(self):
        command = [self.python, str(HUB / "hand_out.py"), str(self.state)]
        subprocess.run(command, check=True, env=self.environment, stdout=subprocess.DEVNULL)
        self.own_all()

    def own_all(self):
        """Where root tests, the state belongs to nobody, under whom the hub runs."""
        if os.geteuid() == 0:
            for path in (self.state, *self.state.rglob("*")):
                os.lchown(path, NOBODY, NOBODY)

    def command(self):
        words = [self.python, "-m", "jupyterhub", "-f", str(self.config)]
        return [*as_nobody(self), *words] if os.geteuid() == 0 else words

    def start(self):
        self.write_config()
        self.own_all()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command(), env=self.environment, cwd=self.state, stdout=log, stderr=log
            )
        self.wait_until_up()

    def wait_until_up(self, seconds=180):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if is_answered(f"{self.address}/hub/health"):
                return
            time.sleep(0.2)
        raise RuntimeError(f"The hub is not up: {self.log.read_text()[-3000:]}")

    def own_process(self):
        """The hub itself, behind what made root nobody."""
        family = [psutil.Process(self.process.pid)]
        family += family[0].children(recursive=True)
        return next(each for each in family if "jupyterhub" in each.cmdline()[1:3])

    def stop(self):
        """Stop it as systemd does; gives the seconds that it took."""
        start = time.monotonic()
        if self.process.poll() is None:
            self.own_process().send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(60)
        self.end()
        return time.monotonic() - start

    def end(self):
        """End all at once."""
        for each in self.family():
            with contextlib.suppress(psutil.Error):
                each.kill()
        self.process.wait()

    def family(self):
        with contextlib.suppress(psutil.Error):
            return [*psutil.Process(self.process.pid).children(recursive=True), self.process]
        return []

    def memory(self):
        """The memory of all, and of the servers with their kernels, in bytes; what is shared counts
        once."""
        servers = all_of = 0
        for each in self.family()[:-1]:
            with contextlib.suppress(psutil.Error):
                size = each.memory_full_info().pss
                all_of += size
                if set(each.cmdline()) & {"ipykernel_launcher"} or "singleuser" in str(
                    each.cmdline()
                ):
                    servers += size
        return all_of, servers


def seconds_of_work(hub):
    """The seconds that all processors together spent for the hub and what it started."""
    total = 0
    for each in hub.family()[:-1]:
        with contextlib.suppress(psutil.Error):
            times = each.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def as_nobody(hub):
    """What makes root nobody, who may not read the home of root, where a Python may lie."""
    sys.path.insert(0, str(KIT))
    try:
        from bubblewrap import Place, view_of
    finally:
        sys.path.remove(str(KIT))
    asked = "import sys; print(sys.prefix, sys.base_prefix, sep='\\n')"
    prefixes = subprocess.check_output([hub.python, "-c", asked], text=True).split("\n")[:2]
    proxy = [str(parent) for parent in hub.proxy.parents if parent.name == "node_modules"]
    wanted = {*prefixes, *proxy, str(ROOT), str(hub.config), "/usr", "/etc"}
    return [
        *("bwrap", "--die-with-parent", "--cap-drop", "ALL"),
        *("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"),
        *("--perms", "1777", "--tmpfs", "/tmp"),
        *view_of([Place(path, path) for path in sorted(wanted)]),
        *("--bind", str(hub.state), str(hub.state)),
        *("--bind", "/proc", "/proc", "--dev", "/dev"),
        *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"),
    ]


class Learner:
    """Somebody who works at a hub."""

    def __init__(self, hub, name):
        self.hub = hub
        self.name = name
        self.token = ""
        self.own = f"{hub.address}/user/{name}/api"

    async def ask(self, method, url, body=None, token=None):
        request = HTTPRequest(
            url,
            method,
            headers={"Authorization": f"token {token or self.token or self.hub.token}"},
            body=None if body is None and method in ("GET", "DELETE") else json.dumps(body),
            request_timeout=200,
            connect_timeout=200,
            allow_nonstandard_methods=True,
        )
        response = await AsyncHTTPClient().fetch(request)
        return json.loads(response.body) if response.body else None

    async def come(self):
        """Start the own server and wait until it answers."""
        user = f"{self.hub.address}/hub/api/users/{self.name}"
        hub_token = self.hub.token
        with contextlib.suppress(HTTPClientError):  # is known already
            await self.ask("POST", user, token=hub_token)
        self.token = (await self.ask("POST", f"{user}/tokens", {}, hub_token))["token"]
        await self.ask("POST", f"{user}/server", token=hub_token)
        while not await self.is_here():
            await asyncio.sleep(0.5)

    async def is_here(self):
        """Whether the own server answers."""
        user = f"{self.hub.address}/hub/api/users/{self.name}"
        return bool((await self.ask("GET", user, token=self.hub.token))["server"])

    async def read(self, path):
        return (await self.ask("GET", f"{self.own}/contents/{path}"))["content"]

    async def write(self, path, notebook):
        body = {"type": "notebook", "content": notebook}
        await self.ask("PUT", f"{self.own}/contents/{path}", body)

    async def run(self, path, sources, seconds=120, close=False):
        """Run cells in a kernel of a notebook; gives what each printed, and the names of errors."""
        body = {"path": path, "type": "notebook", "name": path, "kernel": {"name": "python3"}}
        session = await self.ask("POST", f"{self.own}/sessions", body)
        url = f"{self.own}/kernels/{session['kernel']['id']}/channels".replace("http", "ws", 1)
        headers = {"Authorization": f"token {self.token}"}
        channel = await websocket_connect(
            HTTPRequest(url, headers=headers, connect_timeout=seconds)
        )
        try:
            return [await asyncio.wait_for(run_one(channel, each), seconds) for each in sources]
        finally:
            channel.close()
            if close:
                await self.ask("DELETE", f"{self.own}/sessions/{session['id']}")


async def run_one(channel, source):
    """What one cell printed, or the name of its error."""
    id = uuid.uuid4().hex
    header = {"msg_id": id, "msg_type": "execute_request", "session": id, "username": ""}
    content = {"code": source, "silent": False, "allow_stdin": False}
    message = {"header": header | {"version": "5.3"}, "parent_header": {}, "metadata": {}}
    await channel.write_message(json.dumps(message | {"content": content, "channel": "shell"}))
    said, open_ends = "", {"idle", "reply"}
    while open_ends:
        heard = await channel.read_message()
        if heard is None:
            return "the kernel is gone"
        if isinstance(heard, bytes):  # a picture of a widget
            continue
        heard = json.loads(heard)
        kind, told = heard["msg_type"], heard["content"]
        if kind == "status" and told["execution_state"] in ("restarting", "dead"):
            return "the kernel is gone"
        if heard["parent_header"].get("msg_id") != id:
            continue
        if kind == "stream":
            said += told["text"]
        elif kind == "error":
            said += told["ename"]
        elif kind == "execute_reply":
            open_ends.discard("reply")
        elif kind == "status" and told["execution_state"] == "idle":
            open_ends.discard("idle")
    return said


async def run_lessons(learner, names):
    """Come, and run lessons whole, one notebook open at a time; gives how many cells ended with an
    error.
    """
    await learner.come()
    failed = 0
    for name in names:
        path = f"notebooks/{name}.ipynb"
        cells = (await learner.read(path))["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
        expected = [
            cell for cell in cells if "raises-exception" in cell["metadata"].get("tags", [])
        ]
        close = name != names[-1]
        said = await learner.run(path, sources, seconds=1200, close=close)
        failed += sum(each.endswith(("Error", "gone")) for each in said) - len(expected)
    return failed


async def all_at_once(hub, names):
    AsyncHTTPClient.configure(None, max_clients=200)
    learners = [Learner(hub, name) for name in hub.names]
    return await asyncio.gather(
        *(run_lessons(learner, names) for learner in learners), return_exceptions=True
    )


# So that a busy computer changes the seconds and not the outcome.
PATIENT = "c.Spawner.start_timeout = c.Spawner.http_timeout = 1200"
LESSONS = ("00_start_here", "06_networks_and_the_digital_economy")


def measure_class(hub):
    """What came of each learner who ran the lessons, the seconds, and the memory."""
    start = time.monotonic()
    came_of = asyncio.run(all_at_once(hub, LESSONS))
    seconds = time.monotonic() - start
    return came_of, seconds, *hub.memory()


def main():
    proxy, number, *python = sys.argv[1:]
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    names = [f"learner{n}" for n in range(int(number))]
    python = python[0] if python else sys.executable
    hub = Hub(folder, proxy, names, PATIENT, python)
    try:
        hub.hand_out()
        hub.start()
        free = psutil.virtual_memory().available
        came_of, seconds, in_all, servers = measure_class(hub)
        used = free - psutil.virtual_memory().available
        print(f"{number} learners, {came_of.count(0)} without an error: {seconds:.0f} s")
        print([each for each in came_of if each != 0])
        print(
            f"memory in MB: all {in_all // 10**6}, servers {servers // 10**6}, gone {used // 10**6}"
        )
        print(f"work of all processors: {seconds_of_work(hub):.0f} s")
        print(f"stopped in {hub.stop():.1f} s")
    finally:
        hub.end()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
