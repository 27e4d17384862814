"""The diary as a form: written for a patient, and read when it comes back."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from clinic_app.domain.diary.diary_form import FormPreview
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import Layout
from clinic_app.domain.plan.plan import new_id
from clinic_app.paper.diary.form_reading.limits import LARGEST_BYTES
from clinic_app.services.clinic_session import Service
from clinic_app.services.diary import form_boxes
from clinic_app.services.diary.diary import DiarySaved, DiaryService, rows_of
from clinic_app.services.patients.patients import PatientService
from clinic_app.services.plan.handouts import HandoutService
from clinic_app.services.plan.plans import PlanService
from clinic_app.storage.records import forms
from clinic_app.words import _

__all__ = ["LARGEST_BYTES", "FormService"]

_FARTHEST = timedelta(days=366)


@dataclass(eq=False)
class FormService(Service):
    """Forms of every patient. What each asked is kept; its answers become ratings and logs."""

    _patients: PatientService
    _plans: PlanService
    _handouts: HandoutService
    _diary: DiaryService

    def make(
        self,
        patient_id: str,
        *,
        first: date | None = None,
        language: str = "",
        paper: Paper | None = None,
    ) -> bytes:
        """A PDF form of two weeks from ``first`` (today) on; what it asks is kept.

        Language and paper are the patient's and the clinic's own where they are left out. Raises
        UserError for an empty plan, a day more than a year away, or what `HandoutService.draft`
        refuses.
        """
        from clinic_app.paper.diary import form

        today = self._session.now().date()
        first = first or today
        if abs(first - today) > _FARTHEST:
            raise UserError(_("The first day is more than a year away."), _("Check the date."))
        usual = self._handouts.usual_options(self._patients.get(patient_id))
        options = replace(
            usual,
            layout=Layout.DIARY,
            language=language or usual.language,
            paper=paper or usual.paper,
        )
        plan = self._plans.current(patient_id).plan
        content = self._handouts.diary_content(patient_id, options, plan, first=first)
        form_id = new_id()
        pdf = form.form_pdf(content, form_id)
        asked = form_boxes.document_of(first, rows_of(plan, self._session.library.exercise))
        with self._session.write() as tx:
            forms.add(tx, form_id, patient_id, self._session.now(), asked)
        return pdf

    def read(self, patient_id: str, data: bytes) -> FormPreview:
        """Look at a form that came back, in a process of its own; nothing is kept.

        May run in a thread. Raises UserError saying why a file cannot be read, is not a form of
        this clinic or of this patient, or is empty.
        """
        from clinic_app.paper.diary.form_reading import reader

        filled = reader.read_form(data)
        if not filled.form_id:
            raise UserError(
                _("This form has lost its number, so it cannot be told whose it is."),
                _("The program that saved it dropped it. Key it in with the paper diary (Ctrl+D)."),
            )
        asked = self._asked(patient_id, filled.form_id)
        answers = form_boxes.answers(asked, filled.values, self._session.now().date())
        if not (answers.refused or answers.diary.ticks or answers.diary.ratings):
            raise UserError(
                _("This form is empty: no box holds anything."),
                _(
                    "Ask the patient to save it after filling it in, and to send it again."
                    " Or key it in with the paper diary (Ctrl+D)."
                ),
            )
        merge = self._diary.check(patient_id, answers.diary, "form")
        return form_boxes.preview(filled.form_id, patient_id, answers, merge)

    def _asked(self, patient_id: str, form_id: str) -> dict[str, Any]:
        """What a form asks; raises UserError where it is not one of this patient's."""
        with self._session.read() as tx:
            found = forms.document(tx, form_id)
        if found is None:
            raise UserError(
                _("This form was not made in this clinic."),
                _("Choose a form that was saved here. Or key it in with the paper diary (Ctrl+D)."),
            )
        owner, asked = found
        if owner != patient_id:
            raise UserError(
                _("This form was made for another patient, so nothing of it was added."),
                _("Open that patient and read it there."),
            )
        return asked

    def take(self, patient_id: str, preview: FormPreview, *, replacing: bool = False) -> DiarySaved:
        """Keep what is new in a form; with ``replacing`` also what the record holds otherwise.

        The same form twice adds nothing. Raises UserError for the form of another patient.
        """
        if preview.patient_id != patient_id:
            raise UserError(_("This form was made for another patient."), _("Nothing was added."))
        return self._diary.take(patient_id, preview.diary, "form", replacing=replacing)
