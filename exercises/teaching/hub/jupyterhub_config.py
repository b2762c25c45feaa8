"""JupyterHub for a class on one Linux computer. Your own file loads this one and says who may sign
on: README.md shows it.

All that is kept lies in the folder `STATE_DIRECTORY`, which systemd names: `homes`, with the work
of the learners; `handout`, which `hand_out.py` fills; and `hub`, with the hub's own files.
"""
# ruff: noqa: F821  JupyterHub gives `c`

import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parent)]

from bubblewrap_spawner import NO_HUB_WALL, BubblewrapSpawner, hub_wall_stands  # noqa: E402

STATE = Path(os.environ.get("STATE_DIRECTORY", "/var/lib/briefing-room")).resolve()
IDLE = 60 * 60  # seconds after which a server that nobody uses is stopped
AS_ROOT = "The hub needs no root: start it under an account of its own, as README.md says."
NO_HANDOUT = f"{STATE / 'handout'} is empty: fill it with hand_out.py, as README.md says."

if os.geteuid() == 0:
    sys.exit(AS_ROOT)
if not hub_wall_stands():
    sys.exit(NO_HUB_WALL)
if not any(STATE.glob("handout/*")):
    sys.exit(NO_HANDOUT)
(STATE / "hub").mkdir(mode=0o700, exist_ok=True)

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # a web server with TLS stands before it
c.JupyterHub.cookie_secret_file = str(STATE / "hub" / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{STATE / 'hub' / 'jupyterhub.sqlite'}"
c.ConfigurableHTTPProxy.pid_file = str(STATE / "hub" / "proxy.pid")
c.ConfigurableHTTPProxy.command = [
    str(FOLDER / "node_modules" / ".bin" / "configurable-http-proxy")
]

c.JupyterHub.spawner_class = BubblewrapSpawner
c.BubblewrapSpawner.homes = str(STATE / "homes")
c.BubblewrapSpawner.handout = str(STATE / "handout")
c.Spawner.ip = "127.0.0.1"
c.Spawner.mem_limit = "1G"
c.Spawner.default_url = "/lab/tree/notebooks/00_start_here.ipynb"
c.Spawner.disable_user_config = True
# Thirty who come at once, on two cores.
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180

c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={IDLE}"],
    }
]
