"""The ``naadloos`` command: serve, worker, import, export, check, demo, account, digest, retention and more."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path


class CommandError(Exception):
    """Something the person at the keyboard can mend; the text says what, where and what to do."""


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naadloos.settings.base")
    import django

    from naadloos.settings.environment import SettingError

    try:
        django.setup()
    except SettingError as error:
        raise CommandError(str(error)) from error


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def _ready() -> None:
    _start_django()
    _migrate()


# -- commands --------------------------------------------------------------------------------------


def serve(options: argparse.Namespace) -> None:
    if options.demo:
        os.environ["NAADLOOS_DEMO"] = "1"
    _start_django()
    from django.conf import settings
    from django.core.management import call_command

    print("- preparing the database and the files of the pages", flush=True)
    _migrate()
    call_command("collectstatic", interactive=False, verbosity=0)
    if options.slo:
        _import_slo(Path(options.slo))
    if settings.DEMO:
        from naadloos.demo.load import load_demo

        if load_demo():
            print("- the demo is loaded", flush=True)
    _announce(options, demo=settings.DEMO)
    from naadloos.jobs.supervisor import workers

    # Takes minutes on a slow machine and nothing waits for it: words alone do until then.
    beside = subprocess.Popen([sys.executable, "-m", "naadloos.cli", "meaning"]) if options.slo else None
    try:
        with workers(options.workers):
            _serve(options)
    finally:
        if beside is not None:
            beside.terminate()


def meaning(options: argparse.Namespace) -> None:
    """Compute the meaning of the texts of the catalogue, for the overlap."""
    _start_django()
    _renew_meaning()


def worker(options: argparse.Namespace) -> None:
    """Do the work in the background, beside the workers that ``serve`` starts or on another machine."""
    _start_django()
    from naadloos.jobs.worker import work

    work(parent=options.parent)


def _announce(options: argparse.Namespace, *, demo: bool) -> None:
    shown = "localhost" if options.host in {"127.0.0.1", "0.0.0.0"} else options.host  # noqa: S104 (only compared)
    print(f"\nNaadloos: http://{shown}:{options.port}/\n")
    if demo:
        from naadloos.organisations.queries import demo_people

        print("Demo (fictional people; click one on the first page, no password):")
        for person in demo_people():
            print(f"  {person.name:<24} {person.demo_role}")
        print(
            "\nShort descriptions of our own ship with Naadloos. The official SLO texts come in with\n"
            "  make run SLO=folder-or-zip     or     naadloos import slo --download"
        )
    print("\nStop with Ctrl-C.", flush=True)


def _serve(options: argparse.Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "naadloos.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()


def _import_slo(path: Path) -> None:
    from naadloos.curriculum.importers import CatalogueImportError, import_slo

    try:
        print(import_slo(path).text())
    except CatalogueImportError as error:
        raise CommandError(str(error)) from error


def import_(options: argparse.Namespace) -> None:
    _ready()
    from naadloos.curriculum.importers import (
        CatalogueImportError,
        Subject,
        download_slo,
        import_avo,
        import_pdf,
        import_sbb,
        import_slo,
    )

    try:
        if options.what == "slo":
            if not options.path and not options.download:
                raise CommandError("Geef een map of ZIP, of --download.")
            report = download_slo() if options.download else import_slo(Path(options.path))
        elif options.what == "avo":
            report = import_avo(Path(_needed(options.path, "het JSON-bestand met de avo-vakken")))
        elif options.what == "sbb":
            report = import_sbb(Path(_needed(options.path, "een XML-bestand")))
        elif options.what == "pdf":
            path = Path(_needed(options.path, "een kwalificatiedossier als PDF"))
            crebo = _needed(options.crebo, "met --crebo het crebo van de opleiding")
            report = import_pdf(path, subject=Subject(crebo, options.name, options.level, options.profile))
        else:
            _import_route(options)
            return
    except CatalogueImportError as error:
        raise CommandError(str(error)) from error
    print(report.text())
    _renew_meaning()


def _renew_meaning() -> None:
    from naadloos.curriculum.meaning import renew_meaning

    if count := renew_meaning():
        print(f"Betekenis bepaald van {count} teksten.")


def _needed(value: str | None, what: str) -> str:
    if not value:
        raise CommandError(f"Geef {what}.")
    return value


def _import_route(options: argparse.Namespace) -> None:
    from naadloos.organisations.models import Organisation, User
    from naadloos.routes.actions import import_route

    document = _document(Path(_needed(options.path, "een routebestand")))
    user = User.objects.filter(email=_needed(options.by, "met --by het e-mailadres van de projectleider")).first()
    if user is None:
        raise CommandError(f"{options.by}: er is geen account met dit adres.")
    own = Organisation.objects.filter(memberships__user=user)
    if options.organisation:
        own = own.filter(name__iexact=options.organisation)
    found = own.first()
    if found is None:
        raise CommandError(f"{options.by} hoort niet bij deze organisatie.")
    route = import_route(actor=user, own=found, document=document)
    print(route.pk)


def _document(path: Path):  # type: ignore[no-untyped-def]
    from naadloos.engines.route import RouteFileError, load_document

    try:
        return load_document(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path}: dit bestand is niet te lezen ({error.strerror}).") from error
    except RouteFileError as error:
        lines = "\n".join(f"  {place}: {reason}" if place else f"  {reason}" for place, reason in error.problems)
        raise CommandError(f"{path}: het bestand klopt niet.\n{lines}") from error


def export(options: argparse.Namespace) -> None:
    _ready()
    from django.core.exceptions import ValidationError

    from naadloos.engines.route import dump_document
    from naadloos.routes.models import Route
    from naadloos.routes.portable import build_document

    if not options.route:
        for row in Route.objects.all():
            print(f"{row.pk}  {row.name}")
        return
    try:
        route = Route.objects.get(pk=options.route)
    except (Route.DoesNotExist, ValidationError) as error:
        raise CommandError("Deze route is er niet. `naadloos export` zonder nummer toont alle routes.") from error
    text = dump_document(build_document(route))
    if options.output:
        Path(options.output).write_text(text, encoding="utf-8")
    else:
        print(text, end="")


MARKS = {"voldoet": "+", "voldoet niet": "!", "onbekend": "?", "n.v.t.": "-"}


def check(options: argparse.Namespace) -> None:
    """Check a route file against the law; needs no database."""
    from naadloos.engines import law

    try:
        on = date.fromisoformat(options.on) if options.on else date.today()  # noqa: DTZ011 (a day, not a moment)
    except ValueError as error:
        raise CommandError(f"{options.on}: schrijf een datum als 2026-10-01.") from error
    document = _document(Path(options.path))
    # A day that is asked for is the day of the law too; without one the route's own law year counts.
    verdicts = law.check(law.in_law_year(document, None) if options.on else document, on=on)
    for outcome, mark in MARKS.items():
        for verdict in verdicts:
            if verdict.outcome.value != outcome:
                continue
            unsure = " (te bevestigen)" if verdict.status == "te bevestigen" else ""
            print(f"{mark} {outcome:<13} {verdict.title}{unsure}\n    {verdict.text}")
            print(f"    {'; '.join(str(citation) for citation in verdict.citations) or 'eigen regel'}")
            if verdict.missing:
                print(f"    nog niet bekend: {', '.join(verdict.missing)}")
    counts = {outcome: sum(v.outcome.value == outcome for v in verdicts) for outcome in MARKS}
    print(", ".join(f"{number} {outcome}" for outcome, number in counts.items()))
    if counts["voldoet niet"]:
        raise SystemExit(1)


def demo(options: argparse.Namespace) -> None:
    _ready()
    from django.conf import settings

    from naadloos.demo.load import load_demo, remove_all

    if not settings.DEMO:
        raise CommandError("De demo kan alleen met NAADLOOS_DEMO=1. Zet haar nooit bij echte gegevens.")
    if options.reset:
        remove_all()
    print("De demo is geladen." if load_demo() else "De demo was er al. Met --reset zet u haar terug.")


def account(options: argparse.Namespace) -> None:
    """Make the first account: an organisation with an invitation link for its manager."""
    _ready()
    from django.core.exceptions import ValidationError

    from naadloos.organisations.actions import start_organisation
    from naadloos.organisations.models import Organisation

    organisation = Organisation(name=options.organisation, kind=options.kind, brin=options.brin, place=options.place)
    try:
        _invitation, token = start_organisation(organisation=organisation, email=options.email)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    print(f"Stuur deze link aan {options.email}:\n  <adres van Naadloos>/uitnodiging/{token}/")


def catalogue_manager(options: argparse.Namespace) -> None:
    """Give somebody the care of the catalogue of this installation, take it away, or list who has it."""
    _ready()
    from django.core.exceptions import ValidationError

    from naadloos.curriculum.actions import set_catalogue_manager
    from naadloos.curriculum.queries import catalogue_managers

    if not options.email:
        for row in catalogue_managers():
            print(f"{row.user.email}  {row.user}")
        return
    try:
        changed = set_catalogue_manager(email=options.email, given=not options.remove)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    if options.remove:
        print(f"{options.email} beheert de catalogus niet {'meer' if changed else '(dat was al zo)'}.")
    else:
        print(f"{options.email} beheert nu de catalogus{'' if changed else ' (dat was al zo)'}.")


def jurist(options: argparse.Namespace) -> None:
    """Give somebody the task of confirming rules of law in this installation, take it away, or list who has it."""
    _ready()
    from django.core.exceptions import ValidationError

    from naadloos.routes.law_actions import set_jurist
    from naadloos.routes.queries import jurists

    if not options.email:
        for row in jurists():
            print(f"{row.user.email}  {row.user}")
        return
    try:
        changed = set_jurist(email=options.email, given=not options.remove)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    if options.remove:
        print(f"{options.email} is geen jurist {'meer' if changed else '(dat was al zo)'}.")
    else:
        print(f"{options.email} is nu jurist{'' if changed else ' (dat was al zo)'}.")


def digest(options: argparse.Namespace) -> None:
    """Send people who chose so what waits for them; run it every morning."""
    _ready()
    from django.conf import settings
    from django.utils.timezone import localdate

    from naadloos.routes.digest import send_digests

    address = options.address or next(iter(settings.CSRF_TRUSTED_ORIGINS), "")
    if not address:
        raise CommandError("Geef met --address of NAADLOOS_ORIGINS het adres waar Naadloos te bereiken is.")
    print(f"{send_digests(localdate(), address)} e-mails verstuurd.")


def retention(options: argparse.Namespace) -> None:
    """Remove what may no longer be kept; run it every night."""
    _ready()
    from django.utils.timezone import localdate

    from naadloos.monitoring.keeping import remove_everywhere

    made = remove_everywhere(localdate())
    for each in made:
        print(f"{each.route}: {each.count} x {each.data_class} ({each.reason})")
    print(f"{sum(each.count for each in made)} regels verwijderd.")


# -- the words on the command line -----------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="naadloos", description="Doorlopende leerroutes van vmbo naar mbo.")
    commands = top.add_subparsers(required=True, metavar="command")

    def add(name: str, run: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=text)
        found.set_defaults(run=run)
        return found

    one = add("serve", serve, "migrate and serve")
    one.add_argument("--demo", action="store_true", help="with fictional schools and people, without passwords")
    one.add_argument("--host", default="127.0.0.1")
    one.add_argument("--port", type=int, default=8000)
    one.add_argument("--slo", metavar="DIR|ZIP", help="import the official SLO texts first")
    one.add_argument("--workers", type=int, default=1, help="workers for jobs in the background; 0: none")

    one = add("worker", worker, "do jobs in the background; more may run, with PostgreSQL also on other machines")
    # What `serve` gives along, so that its workers end with it.
    one.add_argument("--parent", type=int, help=argparse.SUPPRESS)

    add("meaning", meaning, "compute the meaning of the texts of the catalogue (with the extra embeddings)")

    one = add("import", import_, "read official texts or a route")
    one.add_argument("what", choices=["slo", "avo", "sbb", "pdf", "route"])
    one.add_argument("path", nargs="?")
    one.add_argument("--download", action="store_true", help="slo: fetch from the public address of SLO")
    one.add_argument("--crebo", metavar="CODE", help="pdf: the crebo that the dossier is read for")
    one.add_argument("--name", default="", help="pdf: name of the opleiding, when the crebo is new")
    one.add_argument("--level", type=int, choices=[1, 2, 3, 4], help="pdf: its level, when the crebo is new")
    one.add_argument("--profile", default="", metavar="P2", help="pdf: which profile, when the dossier has more")
    one.add_argument("--by", metavar="EMAIL", help="route: who leads it")
    one.add_argument("--organisation", metavar="NAME", help="route: on behalf of which organisation")

    one = add("export", export, "write a route as a file; without a number list all routes")
    one.add_argument("route", nargs="?")
    one.add_argument("-o", "--output", metavar="FILE")

    one = add("check", check, "check a route file against the law; exit code 1 when a rule is not met")
    one.add_argument("path", metavar="route.json")
    one.add_argument("--on", metavar="DATE", help="as the law stood on this date (2026-10-01)")

    one = add("demo", demo, "load the demo")
    one.add_argument("--reset", action="store_true", help="remove all routes, people and organisations first")

    one = add("account", account, "start an organisation and print the link for its manager's account")
    one.add_argument("email")
    one.add_argument("--organisation", required=True, metavar="NAME")
    one.add_argument("--kind", required=True, choices=["vmbo", "mbo", "vsg", "bedrijf", "swv", "anders"])
    one.add_argument("--brin", default="")
    one.add_argument("--place", default="")

    one = add("catalogue-manager", catalogue_manager, "say who may change the catalogue; without an address list them")
    one.add_argument("email", nargs="?")
    one.add_argument("--remove", action="store_true", help="take the task away")

    one = add("digest", digest, "send people who chose so what waits for them; for a daily timer")
    one.add_argument("--address", metavar="URL", help="where Naadloos is reached; default: NAADLOOS_ORIGINS")

    add("retention", retention, "remove data of pupils whose term has passed; for a nightly timer")

    one = add("jurist", jurist, "say who may confirm rules of law; without an address list them")
    one.add_argument("email", nargs="?")
    one.add_argument("--remove", action="store_true", help="take the task away")
    return top


def main() -> None:
    options = parser().parse_args()
    try:
        options.run(options)
    except CommandError as error:
        print(f"naadloos: {error}", file=sys.stderr)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
