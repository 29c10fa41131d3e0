"""What step 7 keeps: the plan of measuring, what was delivered about pupils, what may be told of it, and surveys."""

from naadloos.monitoring.models.delivery import (
    Delivery,
    FigureArchive,
    FigureReport,
    KeySalt,
    PupilEvent,
    PupilKey,
    RemovedKey,
    RoutePupil,
)
from naadloos.monitoring.models.keeping import AccessEntry, Deletion
from naadloos.monitoring.models.plan import (
    CycleMoment,
    Evaluation,
    Indicator,
    IndicatorFigure,
    Measure,
    MonitoringPlan,
    NationalShare,
    Realised,
)
from naadloos.monitoring.models.survey import Survey, SurveyAnswer, new_token

__all__ = [
    "AccessEntry",
    "CycleMoment",
    "Deletion",
    "Delivery",
    "Evaluation",
    "FigureArchive",
    "FigureReport",
    "Indicator",
    "IndicatorFigure",
    "KeySalt",
    "Measure",
    "MonitoringPlan",
    "NationalShare",
    "PupilEvent",
    "PupilKey",
    "Realised",
    "RemovedKey",
    "RoutePupil",
    "Survey",
    "SurveyAnswer",
    "new_token",
]
