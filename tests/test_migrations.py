"""A new database gets the squashed migrations, an older one went through those that they replace: both end the same."""

from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


def test_models_and_migrations_agree(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_squashed_migrations_leave_the_models_as_the_migrations_that_they_replace() -> None:
    # Without a connection nothing has been applied, as in a new database.
    new, old = MigrationLoader(None), MigrationLoader(None, replace_migrations=False)
    # Packages squashed theirs too; those are not ours to check.
    squashed = {
        key: migration
        for key, migration in new.disk_migrations.items()
        if migration.replaces and type(migration).__module__.startswith("naadloos.")
    }
    assert squashed
    replaced = [tuple(migration.replaces[-1]) for migration in squashed.values()]
    for key in squashed:
        assert key in new.graph.nodes
    assert new.graph.make_state(nodes=list(squashed)).models == old.graph.make_state(nodes=replaced).models
