"""What the browser tests measure with: axe for accessibility, Nu for HTML, an ear for noise."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request

NODE_MODULES = Path(__file__).parents[2] / "node_modules"
AXE = NODE_MODULES / "axe-core"
NU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
NU_SPOKE = (0, 1)  # 1 only says that there are errors; any other code is a breakdown.
TAGS = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice",
]  # fmt: skip
RUN_AXE = """async ([locale, tags]) => {
    axe.configure({locale});
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
    return found.violations;
}"""


@dataclass(frozen=True)
class Violation:
    """A rule of accessibility that a page breaks, and where."""

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]

    def __repr__(self) -> str:
        return f"\n{self.rule} ({self.impact}) {self.help}: {' | '.join(self.places)}"


@dataclass(frozen=True)
class Message:
    """An error or a warning of the Nu checker, and where."""

    file: str
    line: int
    kind: str
    text: str

    def __repr__(self) -> str:
        return f"\n{self.file}:{self.line} {self.kind}: {self.text}"


@dataclass
class Noise:
    """What a page said in the console, broke of its policy, or asked of other hosts."""

    errors: list[str] = field(default_factory=list)
    policy: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.errors or self.policy or self.strangers)


@cache
def axe_source() -> str:
    """Read the engine once a session."""
    return (AXE / "axe.min.js").read_text(encoding="utf-8")


@cache
def axe_locale() -> Any:  # noqa: ANN401 -- handed on to the browser as it is
    """Read axe's Chinese sentences, because it is Chinese pages that they explain."""
    return json.loads((AXE / "locales" / "zh_CN.json").read_text(encoding="utf-8"))


def axe(page: Page) -> list[Violation]:
    """Ask axe what is wrong; evaluated, because a script tag would break the page's own policy."""
    page.evaluate(axe_source())
    return [
        Violation(
            rule=found["id"],
            impact=found["impact"],
            help=found["help"],
            places=tuple(str(node["target"][-1]) for node in found["nodes"]),
        )
        for found in page.evaluate(RUN_AXE, [axe_locale(), TAGS])
    ]


def nu(folder: Path) -> list[Message]:
    """Check every HTML file below the folder in one run, since starting Java costs the most."""
    command = ["java", "-jar", str(NU), "--format", "json", "--stdout", "--skip-non-html"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode not in NU_SPOKE:
        raise RuntimeError(f"the Nu checker broke down: {done.stderr}")
    return [
        message_of(said, folder)
        for said in json.loads(done.stdout)["messages"]
        if said["type"] != "info" or said.get("subType") == "warning"
    ]


def message_of(said: dict[str, Any], folder: Path) -> Message:
    """Name the file as it is called in the site, not on this machine."""
    file = Path(unquote(urlsplit(said["url"]).path))
    return Message(
        file=str(file.relative_to(folder.resolve())),
        line=said.get("lastLine", 0),
        kind=said.get("subType", said["type"]),
        text=said["message"],
    )


def listen(page: Page) -> Noise:
    """Collect what the page says from now on; begin before it is opened."""
    noise = Noise()

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            is_policy = "Content Security Policy" in message.text
            (noise.policy if is_policy else noise.errors).append(message.text)

    def on_request(request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", None}:
            noise.strangers.append(request.url)

    page.on("console", on_console)
    page.on("pageerror", lambda error: noise.errors.append(str(error)))
    page.on("request", on_request)
    return noise
