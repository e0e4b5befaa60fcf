"""Pins all dependencies with hashes, for every platform, without the address of any index."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMON = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--upgrade",
    "--quiet",
]


def compile_to(target: str, *arguments: str) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", *COMMON, *arguments, "-o", target]
    subprocess.run(command, cwd=ROOT, check=True)


compile_to("requirements.txt", "pyproject.toml", "--extra", "build")
compile_to("requirements-dev.txt", "pyproject.toml", "--extra", "build", "--group", "dev")
