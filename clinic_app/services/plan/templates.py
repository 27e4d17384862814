"""Plan templates: three that come with the program, and the clinic's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, cast

from clinic_app.catalog.yaml_file import CatalogError, read_yaml
from clinic_app.domain.errors import UserError
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.plan import Plan, PlanTemplate, fresh_copy, new_id
from clinic_app.domain.text import clean_line
from clinic_app.services.changes import ClinicChanged
from clinic_app.services.clinic_session import Service
from clinic_app.shipped_data import RESOURCES
from clinic_app.storage.records import templates
from clinic_app.words import _, chosen, interface


class _Shipped(NamedTuple):
    id: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    plan: Plan


@dataclass(eq=False)
class TemplateService(Service):
    """Plans to start from."""

    _folder: Path = RESOURCES / "templates"

    def listing(self) -> list[PlanTemplate]:
        """The clinic's own templates first, then those that ship."""
        with self._session.read() as tx:
            own = templates.listing(tx)
        return [PlanTemplate(t.id, t.name, t.description, self._plan(t.document)) for t in own] + [
            self._shown(one) for one in self._shipped
        ]

    def save(self, name: str, description: str, plan: Plan) -> PlanTemplate:
        """Keep a plan as a template of the clinic; raises UserError for an empty plan or name."""
        if not plan.items:
            raise UserError(_("An empty plan cannot be a template."), _("Add an exercise first."))
        name = clean_line(name, _("The template's name"), needed=True)
        template = PlanTemplate(new_id(), name, description.strip(), fresh_copy(plan))
        document = plan_document.to_document(template.plan)
        with self._session.write(changed=ClinicChanged()) as tx:
            templates.save(tx, template.id, name, template.description, document)
        return template

    def archive(self, template_id: str) -> None:
        """Take one of the clinic's own templates off the list."""
        with self._session.write(changed=ClinicChanged()) as tx:
            templates.archive(tx, template_id)

    @cached_property
    def _shipped(self) -> list[_Shipped]:
        return [self._read(path) for path in sorted(self._folder.glob("*.yaml"))]

    @staticmethod
    def _shown(template: _Shipped) -> PlanTemplate:
        """A template that ships, in the language of the interface."""
        language = interface().language
        name, description = (
            chosen(template.names, language),
            chosen(template.descriptions, language),
        )
        return PlanTemplate(template.id, name, description, template.plan, shipped=True)

    def _read(self, path: Path) -> _Shipped:
        try:
            file = read_yaml(path, path.name)
        except CatalogError as error:
            raise UserError(_("A template cannot be read: {why}", why=error)) from None
        root = file.root
        return _Shipped(
            str(root["id"]),
            _by_language(root["name"]),
            _by_language(root["description"]),
            self._plan(root["plan"]),
        )

    def _plan(self, document: object) -> Plan:
        return plan_document.from_document(document, self._session.library.exercise)


def _by_language(words: object) -> dict[str, str]:
    texts = cast("Mapping[object, object]", words)
    return {str(language): str(text) for language, text in texts.items()}
