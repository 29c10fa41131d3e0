"""An operation for migrations that makes many tables in one go."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Makes tables in this order, and knows the models only when all of them are there.

    Django makes every model that has to do with a new one anew, and here nearly every model has to do with every other:
    with one operation for each table that is most of the time of a first start.
    """

    category = OperationCategory.ADDITION

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def describe(self) -> str:
        return f"Create models {', '.join(each.name for each in self.models)}"

    @property
    def migration_name_fragment(self) -> str:
        return "_".join(each.name_lower for each in self.models)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # What was made of the models so far would be renewed for each; without it they are made when asked for.
        state.__dict__.pop("apps", None)
        for each in self.models:
            each.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for each in self.models:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for each in reversed(self.models):
            each.database_backwards(app_label, schema_editor, from_state, to_state)
