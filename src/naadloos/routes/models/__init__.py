"""The route and the facts of steps 1 to 4; approval and freezing for all ten steps."""

from naadloos.routes.models.approval import Approval, ChangeMark, Deputy, Refusal, Reminder, Snapshot
from naadloos.routes.models.base import RouteFact, SingleFact
from naadloos.routes.models.discussion import Post, Thread
from naadloos.routes.models.law import Jurist, LawAnswer, RuleConfirmation
from naadloos.routes.models.numbers import NumbersFile
from naadloos.routes.models.organisation import (
    Action,
    Body,
    BodyMember,
    Decision,
    Meeting,
    Milestone,
    RaciRole,
    Risk,
    StepPlan,
)
from naadloos.routes.models.partners import Contact, FirstAgreement
from naadloos.routes.models.proposal import ProposalAnswer, TextProposal
from naadloos.routes.models.purpose import Goal, Purpose, TargetGroup
from naadloos.routes.models.route import (
    Cohort,
    NotApplicable,
    Route,
    RouteMember,
    RoutePartner,
    RouteProfile,
    RouteQualification,
)
from naadloos.routes.models.vision import Expectation, ExpectationDraft, ExpectationReady, Objective, Theme, Vision

__all__ = [
    "Action",
    "Approval",
    "Body",
    "BodyMember",
    "ChangeMark",
    "Cohort",
    "Contact",
    "Decision",
    "Deputy",
    "Expectation",
    "ExpectationDraft",
    "ExpectationReady",
    "FirstAgreement",
    "Goal",
    "Jurist",
    "LawAnswer",
    "Meeting",
    "Milestone",
    "NotApplicable",
    "NumbersFile",
    "Objective",
    "Post",
    "ProposalAnswer",
    "Purpose",
    "RaciRole",
    "Refusal",
    "Reminder",
    "Risk",
    "Route",
    "RouteFact",
    "RouteMember",
    "RoutePartner",
    "RouteProfile",
    "RouteQualification",
    "RuleConfirmation",
    "SingleFact",
    "Snapshot",
    "StepPlan",
    "TargetGroup",
    "TextProposal",
    "Theme",
    "Thread",
    "Vision",
]
