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

HEIGHT = 900
NODE_MODULES = Path(__file__).parents[2] / "node_modules"
AXE = NODE_MODULES / "axe-core"
NU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
NU_SPOKE = (0, 1)  # 1 only says that there are errors; any other code is a breakdown.
TAGS = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice",
]  # fmt: skip
# What the scripts below have in common: how a finding names its place, what is seen.
NAME = """const name = (e) => {
    const id = e.id ? "#" + e.id : "";
    const kinds = typeof e.className === "string" && e.className ? "." + e.className.trim() : "";
    const above = e.closest("[class]:not(html)");
    const where = above && above !== e ? "." + above.getAttribute("class") + " " : "";
    const text = (e.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 16);
    return `${where}${e.localName}${id}${kinds} “${text}”`;
};
const all = (selector) => [...document.querySelectorAll(selector)];
const seen = (e) => e.checkVisibility({visibilityProperty: true}) && !e.closest(".vh")
    && e.getBoundingClientRect().right > 0;
// The nearest box that lines stand in.
const block = (e) => {
    while (/^(inline|contents)/.test(getComputedStyle(e).display)) e = e.parentElement;
    return e;
};
"""
FAULTS = """
    const found = [];
    const check = (bad, words) => { if (bad) found.push(words); };
    const known = (id) => document.getElementById(decodeURIComponent(id));
    const ids = all("[id]").map((e) => e.id);
    check(document.documentElement.lang !== "zh-Hans", "the language is not zh-Hans");
    check(!document.title.trim(), "no title");
    check(all("h1").length !== 1 || !seen(all("h1")[0]), `${all("h1").length} h1 instead of one`);
    check(all("main").length !== 1, "not one main");
    ids.filter((id, n) => ids.indexOf(id) !== n).forEach((id) => check(true, `id twice: ${id}`));
    all("input, select, textarea").filter((e) => e.type !== "hidden").forEach((e) =>
        check(!e.labels.length || !e.labels[0].textContent.trim(), `no label: ${name(e)}`));
    all("button, a").forEach((e) => check(
        !(e.textContent.trim() || e.getAttribute("aria-label")), `no words: ${name(e)}`));
    all("a").forEach((e) => check(!e.getAttribute("href"), `leads nowhere: ${name(e)}`));
    all("a[href^='#']").forEach((e) => check(!known(e.hash.slice(1)), `no such place: ${e.hash}`));
    all("img").forEach((e) => check(!e.hasAttribute("alt"), `no alt: ${name(e)}`));
    for (const attribute of ["for", "aria-labelledby", "aria-describedby", "aria-controls"]) {
        const named = (e) => e.getAttribute(attribute).trim().split(/ +/);
        all(`[${attribute}]`).forEach((e) => named(e).forEach((id) =>
            check(!known(id), `${attribute} names nothing: ${name(e)}`)));
    }
    return found;
"""
# What sticks out sideways, and what is cut off by a box that is too small for it.
OVERFLOW = """
    const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`scrolls sideways by ${wide} px`);
    for (const e of all("body *")) {
        if (!seen(e) || !e.closest("body")) continue;
        const box = e.getBoundingClientRect();
        if (box.width && (box.right > innerWidth + 1 || box.left < -1)) {
            const [left, right] = [box.left, box.right].map(Math.round);
            found.push(`sticks out, ${left} to ${right}: ${name(e)}`);
        }
        const style = getComputedStyle(e);
        const cut = (side, inner, outer) =>
            style[side] !== "visible" && inner > outer + 1 && !e.matches("input, svg, svg *");
        if (cut("overflowX", e.scrollWidth, e.clientWidth)
            || cut("overflowY", e.scrollHeight, e.clientHeight)) found.push(`cut off: ${name(e)}`);
    }
    return found;
"""
TEXTS = """
    const ASIDE = "small, .src, .crumbs, .hint, caption, figcaption, .tag, label";
    const lines = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const e = node.parentElement;
        if (!node.data.trim() || !seen(e) || e.closest("[aria-hidden='true'], svg")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        const held = lines.get(e) || {left: Infinity, right: -Infinity};
        lines.set(e, {left: Math.min(held.left, box.left), right: Math.max(held.right, box.right)});
    }
    return [...lines].map(([e, {left, right}]) => {
        const style = getComputedStyle(e);
        const size = parseFloat(style.fontSize);
        const around = getComputedStyle(block(e));
        return {
            place: name(e), size, width: right - left, align: around.textAlign,
            leading: parseFloat(around.lineHeight) / parseFloat(around.fontSize),
            main: Boolean(e.closest("main")),
            aside: Boolean(e.closest(ASIDE)), button: Boolean(e.closest("button, .do")),
        };
    });
"""
TARGETS = """
    const CONTROLS = "nav, header, form, button, summary, .doors, .do, .plain-links, .cut-index,"
        + " .entry, .line, .call";
    const rest = (e) => {
        const copy = e.cloneNode(true);
        copy.querySelectorAll("a").forEach((link) => link.remove());
        return copy.textContent.trim();
    };
    return all("a[href], button, input, select, textarea, summary").filter(seen).map((e) => {
        const box = e.getBoundingClientRect();
        const inText = getComputedStyle(e).display === "inline" && rest(block(e)) !== "";
        return {
            place: name(e), width: box.width, height: box.height, in_text: inText,
            control: Boolean(e.closest(CONTROLS)),
        };
    });
"""
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


@dataclass(frozen=True)
class Text:
    """An element that holds words: how large, how far apart, how long the lines (CSS pixels)."""

    place: str
    size: float
    width: float
    align: str
    leading: float
    main: bool
    aside: bool
    button: bool

    @property
    def glyphs(self) -> float:
        """How many Chinese characters stand in its longest line."""
        return self.width / self.size

    def __repr__(self) -> str:
        figures = f"{self.size:.1f} px, leading {self.leading:.2f}, {self.glyphs:.0f} glyphs"
        return f"\n{self.place}: {figures}, {self.align}"


@dataclass(frozen=True)
class Target:
    """Something to press. `in_text`: a link within a sentence, which may be as small as it.

    `control`: what one steers by, in contrast to a link that is a value in a table or a list.
    """

    place: str
    width: float
    height: float
    in_text: bool
    control: bool

    def smaller_than(self, side: int) -> bool:
        """Tell whether a finger misses it."""
        return not self.in_text and min(self.width, self.height) < side - 0.5

    def __repr__(self) -> str:
        return f"\n{self.place}: {self.width:.0f} × {self.height:.0f}"


@dataclass
class Noise:
    """What a page said in the console, broke of its policy, or asked of other hosts."""

    errors: list[str] = field(default_factory=list)
    policy: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Begin anew."""
        for heard in (self.errors, self.policy, self.strangers):
            heard.clear()

    def __bool__(self) -> bool:
        return bool(self.errors or self.policy or self.strangers)


@cache
def axe_source() -> str:
    """Read the engine once a session."""
    return (AXE / "axe.min.js").read_text(encoding="utf-8")


@cache
def axe_locale() -> Any:
    """Read axe's Chinese sentences, because it is Chinese pages that they explain."""
    return json.loads((AXE / "locales" / "zh_CN.json").read_text(encoding="utf-8"))


def axe(page: Page) -> list[Violation]:
    """Ask axe what is wrong; evaluated, because a script tag would break the page's own policy.

    The window is as high as the page: else the telephone bar of elder mode, which is always at
    its lower edge, covers whatever lies there, and axe takes what is covered for too small.
    """
    width = (page.viewport_size or {"width": 1280})["width"]
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(HEIGHT, height)})
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


def script(body: str) -> str:
    """Make a function for the browser out of its body."""
    return f"() => {{ {NAME} {body} }}"


def resize(page: Page, width: int) -> None:
    """Make the window that wide, in CSS pixels."""
    if page.viewport_size != {"width": width, "height": HEIGHT}:
        page.set_viewport_size({"width": width, "height": HEIGHT})


def faults(page: Page) -> list[str]:
    """Name what is wrong with how the page is made: language, title, headings, ids, labels."""
    return list(page.evaluate(script(FAULTS)))


def overflow(page: Page, *widths: int) -> list[str]:
    """Name what does not fit a window as wide as that, or is cut off."""
    found = []
    for width in widths:
        resize(page, width)
        found += [f"at {width}: {place}" for place in page.evaluate(script(OVERFLOW))]
    return found


def texts(page: Page) -> list[Text]:
    """Measure every element in which words are seen."""
    return [Text(**found) for found in page.evaluate(script(TEXTS))]


def targets(page: Page) -> list[Target]:
    """Measure everything that can be pressed."""
    return [Target(**found) for found in page.evaluate(script(TARGETS))]


def nu(folder: Path) -> list[Message]:
    """Check every HTML file below the folder in one run, since starting Java costs the most."""
    folder = folder.resolve()
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
        file=str(file.relative_to(folder)),
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
