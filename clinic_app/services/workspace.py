"""An unlocked clinic: every service of it, acting as one clinician."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.finding import Finding
from clinic_app.services.audit.checking import CheckingService
from clinic_app.services.audit.trail import TrailService
from clinic_app.services.backup.backup_rounds import BackupRounds
from clinic_app.services.backup.backups import BackupService
from clinic_app.services.backup.copies import CopyService
from clinic_app.services.backup.drilling import DrillService
from clinic_app.services.changes import Changes
from clinic_app.services.clinic_session import ClinicSession
from clinic_app.services.clock import Clock, ClockService
from clinic_app.services.diary.diary import DiaryService
from clinic_app.services.diary.doubtful import DoubtfulService
from clinic_app.services.diary.forms import FormService
from clinic_app.services.diary.kiosk import KioskService
from clinic_app.services.drafts import DraftService
from clinic_app.services.exercises.figures import FigureService
from clinic_app.services.exercises.library import Catalog, open_library
from clinic_app.services.folders.moving import MovingService
from clinic_app.services.folders.paths import figure_cache_folder
from clinic_app.services.patients.erasing import ErasingService
from clinic_app.services.patients.merging import MergeService
from clinic_app.services.patients.patients import PatientService
from clinic_app.services.patients.records import (
    EVENTS,
    EXERCISE_LOGS,
    MEASURES,
    PAIN_MAPS,
    MeasureService,
    RecordService,
)
from clinic_app.services.plan.handouts import HandoutService
from clinic_app.services.plan.plans import PlanService
from clinic_app.services.plan.templates import TemplateService
from clinic_app.services.preferences import PreferenceService
from clinic_app.services.progress.advice import AdviceService
from clinic_app.services.progress.caseload import CaseloadService
from clinic_app.services.progress.pain import PainService
from clinic_app.services.progress.reports import ReportService
from clinic_app.services.rules import RuleService
from clinic_app.services.staff import StaffService
from clinic_app.services.unlock.encryption import EncryptionService
from clinic_app.services.unlock.sign_ins import SignIns
from clinic_app.services.whole_record.record_export import RecordExport
from clinic_app.services.whole_record.record_import import RecordImport
from clinic_app.shipped_data import PICTURES
from clinic_app.storage.file.database import Database
from clinic_app.storage.keys.held_key import HeldKey
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.storage.records.pain import RATINGS


class Workspace:
    """What the screens and the commands work with. Close it to lock the clinic."""

    def __init__(
        self,
        database: Database,
        keys: KeyFile,
        data_key: bytes | bytearray,
        actor: Clinician,
        now: Callable[[], datetime],
        library: Catalog | None = None,
        system_now: Callable[[], datetime] | None = None,
    ) -> None:
        self._database = database
        self.actor = actor
        self.is_demo = keys.is_demo
        self.now = now
        self.library = library or open_library()
        self.changes = Changes()
        clock = Clock(database, system_now)
        session = self._session = ClinicSession(
            database, actor, self.changes, now, self.library, clock
        )
        self.clock = ClockService(session)
        self.figures = FigureService(self.library, folder=figure_cache_folder(), shipped=PICTURES)
        self._data_key = HeldKey(data_key)
        self.staff = StaffService(session, keys, self._data_key)
        self.encryption = EncryptionService(session, keys, self._data_key)
        self._keys = keys
        self.drafts = DraftService(session, actor, data_key)
        self.checking = CheckingService(session)
        self.backups = BackupService(session, keys)
        self.erasing = ErasingService(session, keys, self.drafts, self.backups)
        self.drills = DrillService(session)
        self.copies = CopyService(session, self.backups)
        self.moving = MovingService(session)
        self.merging = MergeService(session)
        self.backup_rounds = BackupRounds(session, self.backups)
        self.preferences = PreferenceService(session)
        self.trail = TrailService(session)
        self.sign_ins = SignIns(session, keys)
        self.patients = PatientService(session)
        self.plans = PlanService(session)
        self.templates = TemplateService(session)
        self.rules = RuleService(session)
        self.events = RecordService(session, EVENTS)
        self.exercise_logs = RecordService(session, EXERCISE_LOGS)
        self.advice = AdviceService(session, self.rules)
        self.measures = MeasureService(session, MEASURES)
        self.pain_maps = RecordService(session, PAIN_MAPS)
        self.pain = PainService(
            session, RATINGS, self.plans, self.rules, self.events, self.exercise_logs, self.measures
        )
        self.caseload = CaseloadService(session, self.pain, self.exercise_logs, self.advice)
        self.diary = DiaryService(session)
        self.doubtful = DoubtfulService(session)
        self.kiosk = KioskService(session, self.patients, self.plans)
        self.reports = ReportService(
            session, self.patients, self.plans, self.pain, self.exercise_logs, self.measures
        )
        self.handouts = HandoutService(
            session,
            self.patients,
            self.plans,
            self.rules,
            self.events,
            self.advice.holds,
            lambda rung, look, told: self.figures.panels(rung, look, language=told),
        )
        self.record_export = RecordExport(session)
        self.record_import = RecordImport(session)
        self.forms = FormService(session, self.patients, self.plans, self.handouts, self.diary)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the look at the files found as the clinic was opened."""
        return (*self._keys.findings, *self._database.findings)

    @property
    def folder(self) -> Path:
        """Where the clinic's files lie."""
        return self._database.path.parent

    def refusal(self, needs: Permission) -> str:
        """Why whoever is signed in may not, for screens that offer it; empty where they may."""
        return self._session.refusal(needs)

    @property
    def may_be_written_again(self) -> bool:
        """It was opened for reading only, and opened anew it could be changed."""
        return self._database.may_be_written_again

    @property
    def is_read_only(self) -> bool:
        """It refuses to be written, or something is missing: everything can be looked at."""
        return self._database.is_read_only

    def hurry(self) -> None:
        """Do not wait for other writers from here on: the lock is on its way."""
        self._database.hurry()

    @property
    def is_closed(self) -> bool:
        """Locked for good: whatever asks this clinic from here on gets Locked."""
        return self._database.is_closed

    def close(self) -> None:
        """Lock for good: every service raises Locked from here on, and the keys are overwritten."""
        self.drafts.close()
        self._database.close()
        self._data_key.forget()
        self.changes.close()
