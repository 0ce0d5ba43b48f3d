"""Request Tracker 5 from its Debian package, on PostgreSQL, under its own server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from tests.benchmarks.running import Subject, finish, install, started
from tests.complaints.postgres import empty_database, free_port

NAME = "Request Tracker"
PACKAGES = (
    *("request-tracker5", "rt5-db-postgresql", "rt5-standalone"),
    *("dbconfig-no-thanks", "msmtp-mta"),
)
SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
SETUP = Path("/usr/sbin/rt-setup-database-5")
WORKERS = 4
SETTINGS = """
Set($rtname, 'benchmark');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {web_port});
Set($DatabaseType, 'Pg');
Set($DatabaseHost, '{host}');
Set($DatabasePort, '{port}');
Set($DatabaseName, '{database}');
Set($DatabaseUser, '{account}');
Set($DatabasePassword, 'none');
Set($MailCommand, 'testfile');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');
1;
"""
MAKE_LOGIN = """
use lib '/usr/share/request-tracker5/lib';
use RT -init;
use RT::AuthToken;
my $user = RT::User->new(RT->SystemUser);
$user->Load('root');
my ($id, $said, $token) = RT::AuthToken->new(RT->SystemUser)->Create(
    Owner => $user->id, Description => 'benchmark');
print $token or die $said;
"""


@contextmanager
def running(server: str, folder: Path) -> Iterator[Subject]:
    """Install it if that is allowed, make its database and a token. Raises CannotRunError."""
    if not SERVER.exists():
        install(*PACKAGES)
    (folder / "snippets").mkdir(parents=True)
    port = free_port()
    settings = _configure(folder, empty_database(server, "rt"), port)
    setup = [str(SETUP), "--action", "init", "--skip-create", "--dba-password", "none"]
    finish(setup, why="its tables could not be made", **settings)
    token = finish(["perl", "-e", MAKE_LOGIN], why="it gave no token", **settings)
    url = f"http://127.0.0.1:{port}"
    words = [str(SERVER), "--server", "Starlet", "--max-workers", str(WORKERS), "--port", str(port)]
    with started(words, f"{url}/REST/2.0/", folder / "log", **settings):
        version = finish(["dpkg-query", "-Wf", "${Version}", PACKAGES[0]], why="no version")
        runs = f"{version}, PostgreSQL; rt-server (Starlet), {WORKERS} workers; REST 2"
        yield Subject(NAME, runs, url, {"post": "rt-post"}, papers=48, secret=token)


def _configure(folder: Path, database_url: str, web_port: int) -> dict[str, str]:
    address, file = make_url(database_url), folder / "RT_SiteConfig.pm"
    text = SETTINGS.format(
        web_port=web_port,
        host=address.host,
        port=address.port,
        database=address.database,
        account=address.username,
    )
    file.write_text(text, "utf-8")
    return {"RT_SITE_CONFIG": str(file), "RT_SITE_CONFIG_DIR": str(folder / "snippets")}
