"""Step 5: what is taught, where it overlaps, in how many klokuren, and when."""

from naadloos.programme.models.content import MBO_PARTS, VMBO_PARTS, ChosenModule, Keuzedeel, ProgrammeText, Verdict
from naadloos.programme.models.frame import Capacity, Period, Variant, Window
from naadloos.programme.models.houses import BellTimes, Holiday, Place, SchoolYear, Travel
from naadloos.programme.models.plans import BoardMove, PlanProposal, PlanSettings, PlanVersion
from naadloos.programme.models.units import HoursAgreement, Placement, Unit, UnitRule

__all__ = [
    "MBO_PARTS",
    "VMBO_PARTS",
    "BellTimes",
    "BoardMove",
    "Capacity",
    "ChosenModule",
    "Holiday",
    "HoursAgreement",
    "Keuzedeel",
    "Period",
    "Place",
    "Placement",
    "PlanProposal",
    "PlanSettings",
    "PlanVersion",
    "ProgrammeText",
    "SchoolYear",
    "Travel",
    "Unit",
    "UnitRule",
    "Variant",
    "Verdict",
    "Window",
]
