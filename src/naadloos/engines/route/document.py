"""The portable route document: one route, ten steps, no accounts.

This is the language between apps, engines, API, command line and files. Every fact carries a ``key`` that stays the
same through export and import. Accounts, roles, approvals and history do not travel: an approval that came out of a
file would be a forgery. Hours are klokuren, money is euro, both Decimal; dates are dates. What is not known is
``None`` and shown as "onbekend", never 0.
"""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from naadloos.engines.route.terms import (
    AssessmentKind,
    Benefit,
    BodyKind,
    CapacityKind,
    CompanyRoleKind,
    ContentSource,
    CostKind,
    CountsFor,
    ExpectationKind,
    FigureStatus,
    FirstAgreementStatus,
    FreeKind,
    Helped,
    HourKind,
    HoursNorm,
    IncidentKind,
    LawPart,
    Leertraject,
    Leerweg,
    Level,
    OrganisationKind,
    OverheadBase,
    OverlapVerdict,
    PartnerSide,
    Phase,
    ProgressStatus,
    Raci,
    RegistrationKind,
    RouteType,
    RuleKind,
    SettlementKind,
    Side,
    ThemeKind,
    TravelMode,
    UnitKind,
    VoiceMatter,
    VoiceOutcome,
    WeekKind,
    WindowKind,
    YesNoUnknown,
)

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
# No database keeps a NUL in a text.
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000, pattern=r"^[^\x00]*$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00]*$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00]*$")]
Hours = Annotated[Decimal, Field(ge=0, le=10_000, max_digits=7, decimal_places=2)]
Euro = Annotated[Decimal, Field(ge=-1_000_000_000, le=1_000_000_000, max_digits=12, decimal_places=2)]
Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Figure = Annotated[Decimal, Field(ge=0, le=1_000_000_000, max_digits=16, decimal_places=6)]
RouteYear = Annotated[int, Field(ge=1, le=6, description="1 = leerjaar 3 of the vmbo")]
PeriodNumber = Annotated[int, Field(ge=1, le=6)]
StartYear = Annotated[int, Field(ge=2020, le=2060)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Strict):
    key: Key


# -- the route itself ------------------------------------------------------------------------------


class Partner(Fact):
    """An organisation in the route. Recognised by BRIN, else by name and kind."""

    side: PartnerSide
    name: Line
    kind: OrganisationKind
    brin: Annotated[str, StringConstraints(pattern=r"^([0-9]{2}[A-Z]{2}([0-9]{2})?)?$")] = ""
    bevoegd_gezag_number: Line = ""
    rio_provider_id: Line = ""
    rio_location_id: Line = ""
    place: Line = ""
    left_on: date | None = Field(default=None, description="the day on which it stopped taking part")


class RouteProfile(Fact):
    """A vmbo profile in one leerweg, as the school gives it."""

    profile: Line = Field(description="SLO prefix: BWI, PIE, ZW, ...")
    leerweg: Leerweg
    offered_by: Key | None = Field(default=None, description="key of the partner that gives this profile")
    work_learning: YesNoUnknown = Field(
        default=YesNoUnknown.UNKNOWN, description="is it given as a leer-werktraject? (WVO 2.103)"
    )


class RouteQualification(Fact):
    crebo: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
    name: Line
    level: Annotated[int, Field(ge=1, le=4)]
    leertraject: Leertraject
    study_years: Annotated[int, Field(ge=1, le=4)] | None = Field(
        default=None, description="length of the opleiding itself in years; 4 = longer than three"
    )
    related: YesNoUnknown = Field(
        default=YesNoUnknown.UNKNOWN, description="is it aanverwant to the profile? (WVO 2.107a lid 3)"
    )


class Cohort(Fact):
    start_year: StartYear = Field(description="calendar year of the first school day in leerjaar 3")
    hours_norm: HoursNorm | None = None
    norm_decided_on: date | None = None
    norm_decided_by: Line = ""


class RouteHead(Strict):
    name: Line
    type: RouteType
    years: Annotated[int, Field(ge=2, le=6)] = Field(description="length of the whole route, from leerjaar 3")
    vertical_school: bool = Field(
        default=False, description="wholly within one verticale scholengemeenschap (2.107b lid 3)"
    )
    location: Line = ""
    partners: list[Partner]
    profiles: list[RouteProfile]
    qualifications: list[RouteQualification]
    cohorts: list[Cohort]


class NotApplicable(Fact):
    step: Annotated[int, Field(ge=1, le=10)]
    item: Line = Field(description="key of the piece of evidence")
    reason: Text


class LawAnswer(Fact):
    """What a person answered to the question of a rule of law, for the text of the law that it was asked for."""

    rule: Line = Field(description="id of the rule, as in docs/rules.md")
    text_state: date = Field(description="date of the rule's text; another text asks the question again")
    answer: Literal[YesNoUnknown.YES, YesNoUnknown.NO]
    by: Name
    on: date
    note: Text = ""


# -- step 1: doel en doelgroep ---------------------------------------------------------------------


class TargetGroup(Fact):
    leerweg: Leerweg
    profile: Line
    description: Text = ""
    expected_low: int | None = Field(default=None, ge=0)
    expected_mid: int | None = Field(default=None, ge=0)
    expected_high: int | None = Field(default=None, ge=0)
    source: Line = ""
    source_date: date | None = None


class Goal(Fact):
    title: Line
    indicator: Line = ""
    baseline: Line = ""
    target: Line = ""
    year: StartYear | None = None


class Purpose(Strict):
    problem: Text = ""
    why_route: Text = ""
    not_for: Text = ""
    target_groups: list[TargetGroup] = []
    goals: list[Goal] = []


# -- step 2: partners ------------------------------------------------------------------------------


class Contact(Fact):
    partner: Key
    name: Line
    function: Line = ""
    email: Line = ""
    mandate: YesNoUnknown = YesNoUnknown.UNKNOWN
    mandate_for: Line = ""


class FirstAgreement(Fact):
    subject: Line
    agreement: Text = ""
    owner: Line = ""
    agreed_on: date | None = None
    status: FirstAgreementStatus = FirstAgreementStatus.OPEN


class Partners(Strict):
    contacts: list[Contact] = []
    first_agreements: list[FirstAgreement] = []


# -- step 3: visie ---------------------------------------------------------------------------------


class Expectation(Fact):
    side: Side
    kind: ExpectationKind
    text: Text


class Theme(Fact):
    """What people saw in the expectations of both sides."""

    title: Line
    kind: ThemeKind
    expectations: list[Key] = []
    meaning: Text = ""


class Objective(Fact):
    title: Line
    benefit: Benefit
    indicator: Line = ""
    baseline: Line = ""
    target: Line = ""
    year: StartYear | None = None


class Vision(Strict):
    vision: Text = ""
    different_on_purpose: Text = ""
    expectations: list[Expectation] = []
    themes: list[Theme] = []
    objectives: list[Objective] = []


# -- step 4: projectorganisatie --------------------------------------------------------------------


class Body(Fact):
    kind: BodyKind
    name: Line
    task: Text = ""
    rhythm: Line = ""
    reports_to: Line = ""


class BodyMember(Fact):
    body: Key
    name: Line
    side: PartnerSide
    role: Line = ""


class Meeting(Fact):
    body: Key
    on: date
    begins_at: time | None = None
    minutes: Annotated[int, Field(ge=5, le=600)] | None = None
    place: Line = ""
    agenda: Text = ""
    report: Text = ""


class RaciRole(Fact):
    step: Annotated[int, Field(ge=1, le=10)]
    who: Line
    role: Raci


class Decision(Fact):
    title: Line
    body: Key | None = None
    decided_on: date | None = None
    consequences: Text = ""
    meeting: Key | None = None
    step: Annotated[int, Field(ge=1, le=10)] | None = None
    about: Line = Field(default="", description='within the step: "units:u1"; empty is the step as a whole')


class Action(Fact):
    title: Line
    step: Annotated[int, Field(ge=1, le=10)] | None = None
    owner: Line = ""
    due_on: date | None = None
    status: ProgressStatus = ProgressStatus.OPEN
    meeting: Key | None = None


class Risk(Fact):
    title: Line
    chance: Level
    effect: Level
    measure: Text = ""
    owner: Line = ""


class Milestone(Fact):
    title: Line
    on: date
    step: Annotated[int, Field(ge=1, le=10)] | None = None


class StepPlan(Fact):
    """How long the work of one step takes, and who leads it."""

    step: Annotated[int, Field(ge=1, le=10)]
    weeks: Annotated[int, Field(ge=0, le=200)] | None = Field(default=None, description="None = onbekend")
    lead: Line = ""


class Organisation(Strict):
    bodies: list[Body] = []
    members: list[BodyMember] = []
    raci: list[RaciRole] = []
    meetings: list[Meeting] = []
    decisions: list[Decision] = []
    actions: list[Action] = []
    risks: list[Risk] = []
    milestones: list[Milestone] = []
    step_plans: list[StepPlan] = []


# -- step 5: onderwijsprogramma --------------------------------------------------------------------


class ChosenModule(Fact):
    """A profielmodule or keuzevak that the pupils of the route follow."""

    code: Line = Field(description="P/BWI/01 or K/BWI/02")
    title: Line = ""


class Keuzedeel(Fact):
    code: Line = ""
    title: Line
    sbu: Literal[240, 480, 720]


class Verdict(Fact):
    """What a person decided about one pair: something of the vmbo and something of the mbo, one of each."""

    deeltaak: Line | None = Field(default=None, description="P/BWI/01/02")
    kerndeel: Line | None = Field(default=None, description="PK/BWI/a-01, of the kern of a profile")
    avo: Line | None = Field(default=None, description="NE/K/6, a domain of the exam programme of an avo-vak")
    werkproces: Line | None = Field(default=None, description="25786 B1-K1-W3")
    generic: Line | None = Field(default=None, description="MBO3/NE, a part that every opleiding of a level has")
    verdict: OverlapVerdict
    side: Side
    decided_by: Line
    decided_on: date
    hours: Hours | None = Field(default=None, description="klokuren that need not be taught twice")
    comment: Text = ""
    again: bool = Field(
        default=False, description="moved along to a successor whose text is other; asks for a new look"
    )

    @model_validator(mode="after")
    def one_of_each(self) -> Self:
        vmbo, mbo = (self.deeltaak, self.kerndeel, self.avo), (self.werkproces, self.generic)
        if sum(map(bool, vmbo)) != 1 or sum(map(bool, mbo)) != 1:
            raise ValueError("a verdict is about one thing of the vmbo and one thing of the mbo")
        return self

    @property
    def left(self) -> str:
        """The code on the side of the vmbo."""
        return self.deeltaak or self.kerndeel or self.avo or ""

    @property
    def right(self) -> str:
        """The code on the side of the mbo."""
        return self.werkproces or self.generic or ""


class Period(Fact):
    route_year: RouteYear
    number: PeriodNumber
    weeks: Annotated[int, Field(ge=1, le=30)]
    hours: Hours = Field(description="klokuren available for this route in this period")
    hours_vmbo: Hours | None = Field(default=None, description="klokuren that the vmbo can give; None is no limit")
    hours_mbo: Hours | None = Field(default=None, description="klokuren that the mbo can give; None is no limit")
    home: Line = Field(default="", description="where the pupils normally are in this period")


class Variant(Fact):
    """A group of pupils with a programme of its own: a leerweg, a crebo, or a group that switches in later."""

    title: Line
    profile: Key | None = Field(default=None, description="key of the route's profile")
    qualification: Key | None = Field(default=None, description="key of the route's qualification")
    start: Key | None = Field(default=None, description="period in which it begins; None is the first")
    end: Key | None = Field(default=None, description="last period; None is the last of the route")


class Window(Fact):
    title: Line
    kind: WindowKind
    periods: list[Key] = []
    closed_to_bpv: bool = False
    reserved: bool = Field(default=False, description="only units of this window in these periods")


class Capacity(Fact):
    title: Line
    kind: CapacityKind
    amount: Hours = Field(description="per period: klokuren, or pupils for practice places")


class UnitRule(Fact):
    kind: RuleKind
    units: list[Key] = []


class HoursAgreement(Fact):
    """Klokuren that the partners agreed on, at least or at most, per pupil."""

    title: Line
    least: Hours | None = None
    most: Hours | None = None
    first_year: RouteYear | None = None
    last_year: RouteYear | None = None
    hour_kind: HourKind | None = Field(default=None, description="None is all kinds but self study")
    side: Side | None = Field(default=None, description="None is all sides")
    variants: list[Key] = []


House = Literal[Side.VMBO, Side.MBO]
Minutes = Annotated[int, Field(ge=1, le=600)]
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
Pauses = Annotated[str, StringConstraints(pattern=rf"^(?:{_TIME}-{_TIME}(?:\n|$))*$", max_length=400)]


class SchoolYear(Fact):
    """The days on which one side has lessons, in one school year."""

    side: House
    start_year: StartYear = Field(description="2027 = schooljaar 2027-2028")
    first_day: date = Field(description="first day of lessons")
    last_day: date = Field(description="last day of lessons")
    source: Line = Field(default="", description="where the dates come from; empty is still to be confirmed")


class Holiday(Fact):
    """Days without lessons in a school year, the first and the last included."""

    calendar: Key = Field(description="key of the school year")
    kind: FreeKind = FreeKind.HOLIDAY
    title: Line
    first_day: date
    last_day: date


class BellTimes(Fact):
    """When lessons are on a day: from ``starts_at``, with pauses in between; a lesson is never cut by a pause."""

    side: House
    title: Line
    starts_at: time
    lesson_minutes: Minutes
    lessons: Annotated[int, Field(ge=1, le=20)] = Field(description="lessons on a day")
    breaks: Pauses = Field(default="", description="a pause on each line: 10:10-10:30")


class Place(Fact):
    """A place or a room where the route is given."""

    title: Line
    address: Line = ""
    side: PartnerSide | None = None
    site: Line = Field(default="", description="building or grounds; between rooms of one site nobody travels")


class Travel(Fact):
    """The way between two places, both ways."""

    one: Key
    other: Key
    minutes: Minutes = Field(description="one way")
    cost: Annotated[Decimal, Field(ge=0, le=1000, max_digits=6, decimal_places=2)] | None = Field(
        default=None, description="euro for one pupil and one day, there and back; None is not known"
    )
    mode: TravelMode


class Unit(Fact):
    title: Line
    kind: UnitKind
    hours: Hours
    hour_kind: HourKind = HourKind.GUIDED
    side: Side
    place: Line = ""
    law_part: LawPart | None = None
    combined_split: Text = Field(default="", description="which part is vo and which beroepsonderwijs")
    team: bool = Field(default=False, description="a team of WVO 7.13a answers for it")
    first_year: RouteYear | None = None
    last_year: RouteYear | None = None
    spread: Annotated[int, Field(ge=1, le=24)] = Field(default=1, description="number of periods it is taught in")
    deeltaken: list[Line] = []
    werkprocessen: list[Line] = []
    after: list[Key] = Field(default=[], description="units that must be finished before this one starts")
    overlap_hours: Hours | None = Field(default=None, description="klokuren saved by bundling")
    max_spread: Annotated[int, Field(ge=1, le=24)] | None = Field(
        default=None, description="most periods; None is spread"
    )
    contiguous: bool = Field(default=True, description="in consecutive periods")
    not_before: list[Key] = Field(default=[], description="units that must have begun in the same or an earlier period")
    allowed: list[Key] = Field(default=[], description="when given, the only periods")
    forbidden: list[Key] = Field(default=[], description="never in these periods")
    wished: list[Key] = Field(default=[], description="rather in these periods")
    phase: Literal[Phase.VO, Phase.MBO] | None = None
    window: Key | None = None
    group: Line = ""
    variants: list[Key] = Field(default=[], description="who follows it; none is all")
    uses: list[Key] = Field(default=[], description="capacities that it takes")
    pupils: Annotated[int, Field(ge=0, le=1000)] = 0
    belongs_to: Line = Field(default="", description="units with the same name here are planned close together")
    practice: bool = Field(default=False, description="contact with the practice of the trade, besides bpv")
    tests: Annotated[int, Field(ge=0, le=50)] = Field(default=0, description="tests in its last period")
    bpv_week_hours: Hours | None = Field(default=None, description="bpv in whole weeks of so many klokuren")
    bpv_min_weeks: Annotated[int, Field(ge=1, le=52)] | None = Field(
        default=None, description="weeks in a row at least"
    )
    locked: bool = Field(default=False, description="stays where it is on the board")


class Placement(Fact):
    unit: Key
    route_year: RouteYear
    period: PeriodNumber
    hours: Hours


class AdoptedPlan(Strict):
    """The plan that people adopted, as it was then; what follows from the programme follows from this."""

    number: Annotated[int, Field(ge=1)]
    adopted_on: date
    adopted_by: Line
    periods: list[Period] = []
    units: list[Unit] = []
    placements: list[Placement] = []


Weight = Annotated[int, Field(ge=0, le=100)]


class Programme(Strict):
    description: Text = ""
    blind: bool = Field(default=False, description="each side judges overlap before it sees what the other judged")
    law_hours: bool = Field(default=True, description="a plan must meet the hours of the law")
    weight_balance: Weight = 1
    weight_practice: Weight = 10
    weight_mbo: Weight = 1
    weight_bundles: Weight = 6
    weight_travel: Weight = 3
    weight_exams: Weight = 5
    weight_wishes: Weight = 10
    weight_stability: Weight = 8
    modules: list[ChosenModule] = []
    keuzedelen: list[Keuzedeel] = []
    verdicts: list[Verdict] = []
    periods: list[Period] = []
    variants: list[Variant] = []
    windows: list[Window] = []
    capacities: list[Capacity] = []
    units: list[Unit] = []
    unit_rules: list[UnitRule] = []
    hours_agreements: list[HoursAgreement] = []
    placements: list[Placement] = []
    school_years: list[SchoolYear] = []
    holidays: list[Holiday] = []
    bell_times: list[BellTimes] = []
    locations: list[Place] = []
    travels: list[Travel] = []
    adopted: AdoptedPlan | None = None

    @property
    def in_force(self) -> "Programme":
        """The programme as adopted; as it stands on the board when no plan was adopted yet."""
        if self.adopted is None:
            return self
        taken = {name: getattr(self.adopted, name) for name in ("periods", "units", "placements")}
        return self.model_copy(update=taken)


# -- step 6: examenregeling ------------------------------------------------------------------------


class Assessment(Fact):
    title: Line
    subject: Line = ""
    kind: AssessmentKind
    counts_for: CountsFor
    side: Side
    route_year: RouteYear
    period: PeriodNumber
    week: Annotated[int, Field(ge=1, le=53)] | None = Field(
        default=None, description="ISO week of the calendar; None is not known"
    )
    weight: Annotated[Decimal, Field(ge=0, le=1000, max_digits=6, decimal_places=2)] | None = None
    form: Line = ""
    minutes: Annotated[int, Field(ge=1, le=10_000)] | None = None
    tools: Line = Field(default="", description="hulpmiddelen that a pupil may use")
    committee: Side | None = Field(
        default=None, description="which exam committee answers for it; None is not said yet"
    )
    retakes: Annotated[int, Field(ge=0, le=10)] | None = Field(default=None, description="None is not known")
    retake: Line = Field(default="", description="how the retake goes")
    content: Text = ""
    content_source: ContentSource | None = None
    deeltaken: list[Line] = []
    eindtermen: Text = Field(default="", description="codes of eindtermen, with commas in between")
    werkprocessen: list[Line] = []
    kerntaken: list[Line] = Field(default=[], description='whole kerntaken: "25786 B1-K1"')
    generic: list[Line] = Field(default=[], description='generic parts of the mbo: "MBO2/NE"')
    keuzedelen: list[Key] = Field(default=[], description="keuzedelen of the programme")
    variants: list[Key] = Field(default=[], description="who sits it; none is everyone")


class Regulation(Fact):
    """The determination of PTA and OER for one school year."""

    school_year: StartYear = Field(description="2027 = schooljaar 2027-2028")
    committee_vmbo_on: date | None = None
    committee_mbo_on: date | None = None
    mr_consent_on: date | None = None
    fixed_on: date | None = None
    sent_on: date | None = Field(default=None, description="sent to candidates and inspectie")
    oer_fixed_on: date | None = None


class Exams(Strict):
    irregularities: Text = ""
    mark_rule: Text = ""
    catching_up: Text = Field(default="", description="WVO 2.60 lid 1 c")
    appeal: Text = Field(default="", description="commissie van beroep: composition and address, WVO 2.60 lid 1 d")
    provisions: Text = Field(default="", description="examenvoorzieningen, WEB 7.4.8 lid 2a")
    exemptions: Text = Field(default="", description="grounds for exemption, WEB 7.4.8 lid 2a")
    week_tests: Annotated[int, Field(ge=1, le=50)] | None = Field(
        default=None, description="most assessments of one pupil in a week; None is no limit"
    )
    week_minutes: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="most minutes of assessments of one pupil in a week; None is no limit"
    )
    assessments: list[Assessment] = []
    regulations: list[Regulation] = []


# -- step 7: monitoring ----------------------------------------------------------------------------


class Indicator(Fact):
    title: Line
    benefit: Benefit | None = None
    definition: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,40}$")] = Field(
        default="", description="key of a standard definition; empty is a figure of one's own"
    )
    owner: Line = ""
    source: Line = ""
    moment: Line = ""
    baseline: Line = ""
    target: Line = ""
    baseline_value: Decimal | None = Field(default=None, description="a share in per cent")
    target_value: Decimal | None = Field(default=None, description="a share in per cent")
    doubts: Line = Field(default="", description="the choice of the design that this figure puts to the test")


class CycleMoment(Fact):
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)] = 1
    title: Line
    owner: Line = ""
    source: Line = ""


class Evaluation(Fact):
    title: Line
    on: date | None = None
    owner: Line = ""
    meeting: Key | None = None
    result: Text = ""


class Measure(Fact):
    title: Line
    indicator: Key | None = None
    evaluation: Key | None = None
    owner: Line = ""
    target: Line = ""
    due_on: date | None = None
    check_on: date | None = None
    status: ProgressStatus = ProgressStatus.OPEN
    helped: Helped = Helped.NOT_YET
    verdict: Text = ""
    follow_up: Text = ""


class IndicatorFigure(Fact):
    """One figure of one school year, given by people. ``low`` and ``high`` when its source hides a part."""

    indicator: Key
    school_year: Annotated[int, Field(ge=2020, le=2060)]
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    people: Annotated[int, Field(ge=0)] | None = None
    source: Line
    measured_on: date | None = None


class Realised(Fact):
    """What was really given in a school year, beside what was planned."""

    benefit: Benefit
    title: Line
    school_year: Annotated[int, Field(ge=2020, le=2060)]
    planned: Decimal | None = None
    given: Decimal | None = None
    measured_in: Line = "klokuren"
    source: Line = ""


class NationalShare(Fact):
    """A national share for pupils of one leerweg, to compare with the own figure of the same mix."""

    definition: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    leerweg: Leerweg
    share: Percent
    period: Line
    source: Line


class Monitoring(Strict):
    cycle: Text = ""
    moments: list[CycleMoment] = []
    indicators: list[Indicator] = []
    evaluations: list[Evaluation] = []
    measures: list[Measure] = []
    measured: list[IndicatorFigure] = []
    realised: list[Realised] = []
    national: list[NationalShare] = []


# -- step 8: financiën -----------------------------------------------------------------------------


class CostItem(Fact):
    title: Line
    phase: Phase
    owner: Line = Field(
        default="", description="who bears it by law or agreement; the name of a partner counts in sums"
    )
    executor: Line = ""
    amount: Euro | None = Field(
        default=None, description="euro per cohort; of a project: per school year; None = onbekend"
    )
    basis: Line = Field(default="", description="where the amount or the figures come from")
    confirmed: bool = False
    settlement: SettlementKind = SettlementKind.OPEN
    settlement_text: Text = ""
    settlement_amount: Euro | None = Field(
        default=None, description="euro from payer to receiver per year, or per pupil and year"
    )
    calculation: CostKind = CostKind.FIXED
    only_in: RouteYear | None = Field(default=None, description="in this year of the route only; None is all of phase")
    hours: Hours | None = Field(default=None, description="klokuren a year: per group; of bpv per student")
    teachers: Hours | None = Field(default=None, description="teachers at once; None is one")
    split: Percent | None = Field(default=None, description="percent of the hours given in split groups; None is none")
    price: Euro | None = Field(default=None, description="euro per pupil, hour or trip, as the calculation says")
    number: Hours | None = Field(default=None, description="trips a year, or fte of coordination")
    staff: Line = Field(default="", description="kind of staff whose wage counts: docent, coordinator")
    begins_on: date | None = None
    ends_on: date | None = None
    extra: bool = Field(default=True, description="would it not be there without the route?")


class Volume(Fact):
    """How many pupils of one cohort follow one leerweg and one qualification. Percents of the year before."""

    cohort: Key
    profile: Key
    qualification: Key
    mbo_partner: Key
    pupils: Count | None = Field(default=None, description="pupils on the first 1 October; None = onbekend")
    pupils_low: Count | None = None
    pupils_high: Count | None = None
    stays_vo: Percent | None = Field(default=None, description="go on within the vo-fase, percent a year")
    stays_over: Percent | None = Field(default=None, description="go on from the vo-fase to the mbo-fase, percent")
    stays_mbo: Percent | None = Field(default=None, description="go on within the mbo-fase, percent a year")
    success: Percent | None = Field(default=None, description="of the last 1 October get the diploma, percent")
    margin: Percent | None = Field(default=None, description="percentage points around these, for low and high")
    joins: Count | None = Field(default=None, description="pupils who come in later; None is nobody")
    joins_year: RouteYear | None = None
    leavers: Percent | None = Field(default=None, description="leave between 1 October and 1 February, percent")
    lwoo: Percent | None = Field(default=None, description="with lwoo in the vo-fase, percent; None is nobody")
    adults: Percent | None = Field(default=None, description="18 or older on 1 August (bbl), percent")
    extra: Percent | None = Field(default=None, description="would not be here without the route; None is all")
    source: Line = ""
    confirmed: bool = False


class PupilCount(Fact):
    """A real count on 1 October; it takes the place of the forecast."""

    volume: Key
    route_year: RouteYear
    pupils: Count
    in_other_phase: Count = Field(default=0, description="of them counted in the other phase too; there may be none")
    source: Line = ""


class OwnFigure(Fact):
    """A value of a parameter of the register that one partner gives for itself."""

    partner: Key
    parameter: Line = Field(description="key of the register of amounts, as in docs/finance.md")
    of: Line = Field(default="", description="what it is of: a crebo, a budget, a kind of staff")
    value: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    valid_from: date
    valid_to: date | None = None
    status: FigureStatus = FigureStatus.ESTIMATE
    source: Line = ""


class PartnerTerms(Fact):
    """What holds for one partner in the whole calculation."""

    partner: Key
    key_share: Percent | None = Field(default=None, description="its part of a pot; those of all partners make 100")
    overhead: Percent | None = Field(default=None, description="overhead, integral")
    overhead_marginal: Percent | None = Field(default=None, description="overhead that grows with the route")
    confirmed: bool = False


class Subsidy(Fact):
    """Money that ends; nothing lasting may lean on it."""

    title: Line
    partner: Key
    begins_on: date
    ends_on: date
    amount: Euro | None = None
    cofinancing: Percent | None = Field(default=None, description="own share that the scheme asks for; None is none")
    confirmed: bool = False


class PartnerPayment(Fact):
    """What one partner pays another in one school year."""

    payer: Key
    receiver: Key
    school_year: StartYear
    amount: Euro | None = Field(default=None, description="None = onbekend")


class PartnerResult(Fact):
    """What remains for one partner of one school year, with all costs."""

    partner: Key
    school_year: StartYear
    amount: Euro | None = Field(default=None, description="None = onbekend")


class ItemCost(Fact):
    """What one cost item costs for the first cohort, over all its years; ``key`` is that of the item."""

    amount: Euro | None = Field(default=None, description="None = onbekend")


class Finance(Strict):
    principles: Text = ""
    funding_handed_over: YesNoUnknown = YesNoUnknown.UNKNOWN
    funding_purpose: Text = ""
    class_size: Count | None = Field(default=None, description="most pupils in one group")
    fixed_groups: Hours | None = Field(default=None, description="a fixed number of groups a year, instead of that")
    surcharge: Percent | None = Field(default=None, description="on wages that are settled, at most 5; None is none")
    corridor: Hours | None = Field(default=None, description="klokuren that may differ when hours are swapped")
    autumn_share: Percent | None = Field(
        default=None, description="of the vo money of August to December for the mbo; None is none"
    )
    pool: bool = Field(default=False, description="all money in one pot, by the keys of the partners")
    share_advance: bool = Field(default=False, description="what is paid in advance is carried by the keys")
    overhead_base: OverheadBase = OverheadBase.REVENUE
    price_year: StartYear | None = Field(default=None, description="later years take the amounts of this one")
    price_index: Percent | None = Field(default=None, description="rise of prices after that, percent a year")
    lessons_from_plan: bool = Field(default=False, description="lessons follow from the programme in force")
    lessons_settlement: SettlementKind = SettlementKind.OPEN
    joint_vmbo: Percent | None = Field(default=None, description="of the hours of both sides the vmbo gives, percent")
    joint_mbo: Percent | None = Field(default=None, description="the same for the mbo; together 100 or more")
    cost_items: list[CostItem] = []
    volumes: list[Volume] = []
    counts: list[PupilCount] = []
    figures: list[OwnFigure] = []
    partner_terms: list[PartnerTerms] = []
    subsidies: list[Subsidy] = []
    # What follows from the facts: worked out anew each time, never read back from a file.
    payments: list[PartnerPayment] = []
    results: list[PartnerResult] = []
    costs: list[ItemCost] = []
    missing_figures: Count = Field(default=0, description="figures that keep something of these unknown")


# -- step 9: overeenkomst --------------------------------------------------------------------------


class Clause(Fact):
    """Own text of the partners for one subject of the agreement, such as ``h`` (geschillen)."""

    subject: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]
    text: Text = Field(description="a name between braces, such as {partijen}, stands for what the route knows")
    library: Line = Field(default="", description="which texts of the library it came from: id@version, by spaces")


class Registration(Fact):
    kind: RegistrationKind
    partner: Key | None = None
    value: Line = ""
    done_on: date | None = None
    proof: Line = ""


class Consultation(Fact):
    """A raad that was asked for its advice or consent, and what it said."""

    matter: VoiceMatter
    partner: Key | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    outcome: VoiceOutcome = VoiceOutcome.ASKED
    said: Text = ""
    proof: Line = ""


class ApprovalTurn(Fact):
    """When a partner is asked to agree: those with a lower ``turn`` go first."""

    partner: Key
    turn: Annotated[int, Field(ge=1, le=20)]
    due_on: date | None = None


class Agreement(Strict):
    starts_on: date | None = None
    ends_on: date | None = None
    renew_by: date | None = None
    clauses: list[Clause] = []
    consultations: list[Consultation] = []
    turns: list[ApprovalTurn] = []
    registrations: list[Registration] = []


# -- step 10: uitvoering ---------------------------------------------------------------------------


class ReadinessAction(Fact):
    title: Line
    owner: Line = ""
    due_on: date | None = None
    status: ProgressStatus = ProgressStatus.OPEN


class TeamMember(Fact):
    name: Line
    side: PartnerSide
    partner: Key | None = Field(default=None, description="where the teacher works; None is not known")
    teaches: Line = ""
    qualified: YesNoUnknown = YesNoUnknown.UNKNOWN
    qualified_until: date | None = None
    mbo_ready: YesNoUnknown = Field(
        default=YesNoUnknown.UNKNOWN, description="meets what the mbo asks of a teacher (WEB 4.2.1)"
    )
    fte: Annotated[Decimal, Field(ge=0, le=2, max_digits=4, decimal_places=3)] | None = None
    hours_per_week: Hours | None = None
    days: Annotated[str, StringConstraints(pattern=r"^([1-5](,[1-5])*)?$")] = Field(
        default="", description="days on which the teacher can, 1 is maandag; empty is not known"
    )


class UnitSkill(Fact):
    """What a teacher of a unit must be able to give, in the words of step 10 (``teaches``)."""

    unit: Key
    skill: Line


class Assigned(Fact):
    """Klokuren of one unit that a teacher gives to a group in one period."""

    teacher: Key
    unit: Key
    group: Line = ""
    route_year: RouteYear
    period: Annotated[int, Field(ge=1, le=24)]
    hours: Hours


class Training(Fact):
    title: Line
    on: date | None = None
    half_days: Annotated[int, Field(ge=1, le=100)] = 1
    both_sides: bool = Field(default=True, description="teachers of both sides take part")
    who: Line = ""


class PracticeRoom(Fact):
    title: Line
    place: Key = Field(description="a place of the programme")
    purposes: Line = Field(default="", description="what it is for, separated by commas")
    capacity: Annotated[int, Field(ge=1, le=200)] | None = None


WeekDay = Annotated[int, Field(ge=1, le=5)]
DayPart = Annotated[int, Field(ge=1, le=2)]
HalfDays = Annotated[int, Field(ge=0, le=10)]


class WeekGroup(Fact):
    """A group in the basisweek and how many half days it is where; what is left of ten is free."""

    title: Line
    route_year: RouteYear
    size: Annotated[int, Field(ge=1, le=200)] | None = None
    house: PartnerSide | None = None
    at_vmbo: HalfDays = 0
    at_mbo: HalfDays = 0
    at_company: HalfDays = 0


class WeekLesson(Fact):
    title: Line
    groups: list[Key] = []
    kind: WeekKind
    teachers: list[Key] = []
    room: Line = Field(default="", description="what the practice room must be for")
    length: DayPart = 1
    place: Key | None = None
    day: WeekDay | None = None
    part: DayPart | None = None


class HouseDay(Fact):
    """A fixed half day of a house, for all its groups or those of one year."""

    title: Line
    kind: WeekKind
    day: WeekDay
    part: DayPart | None = Field(default=None, description="none is the whole day")
    route_year: RouteYear | None = None
    house: PartnerSide | None = None


class WeekStay(Fact):
    """Where a group is on one half day, as people put it on the board."""

    group: Key
    day: WeekDay
    part: DayPart
    kind: WeekKind
    place: Key | None = None


class LessonPlace(Fact):
    lesson: Key
    day: WeekDay
    part: DayPart
    place: Key | None = None
    room: Key | None = None


class PracticePlace(Fact):
    company: Line
    place: Line = ""
    places: Annotated[int, Field(ge=0, le=1000)] | None = None
    recognised: YesNoUnknown = Field(default=YesNoUnknown.UNKNOWN, description="erkend leerbedrijf (SBB)")
    period: Line = ""
    agreement_signed: YesNoUnknown = YesNoUnknown.UNKNOWN
    recognition_number: Line = Field(default="", description="number of the erkenning at SBB")
    recognised_until: date | None = Field(default=None, description="last day of the erkenning; None is no known end")
    crebos: Annotated[str, StringConstraints(pattern=r"^([0-9]{5}( [0-9]{5}){0,49})?$")] = Field(
        default="", description="crebo's of the erkenning, with a space in between; empty is not known"
    )
    postcode: Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{3}( ?[A-Z]{2})?)?$")] = ""
    kind: Line = Field(default="", description="kind of company, as pupils wish it")
    contact_function: Line = Field(default="", description="whom to ask for; a function, no name")
    contact_email: Line = Field(default="", description="e-mail address of the company")
    stops_on: date | None = Field(default=None, description="last day on which it has places for this route")


class PeriodPlaces(Fact):
    """Places of a company in one period, for each group that comes by."""

    company: Key
    route_year: RouteYear
    period: PeriodNumber
    places: Annotated[int, Field(ge=0, le=1000)]


class CompanyRole(Fact):
    """What a company does in the programme or the exams, and when people last spoke of it."""

    company: Key
    role: CompanyRoleKind
    unit: Key | None = Field(default=None, description="part of the programme that it is about")
    about: Line = ""
    spoken_on: date | None = None


class KeyDate(Fact):
    title: Line
    on: date
    audience: Line = ""


PageText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=3000, pattern=r"^[^\x00]*$")]
PageLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00]*$")]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40, pattern=r"^[0-9+() -]*$")]
Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^([^@\s<>\x00]+@[^@\s<>\x00]+)?$")
]


class PageTexts(Strict):
    """What people wrote on the page for pupils and parents; a text that is empty is proposed from the route."""

    page_what: PageText = ""
    page_what_en: PageText = ""
    page_for_whom: PageText = ""
    page_for_whom_en: PageText = ""
    page_week: PageText = ""
    page_week_en: PageText = ""
    page_where: PageText = ""
    page_where_en: PageText = ""
    page_earn: PageText = ""
    page_earn_en: PageText = ""
    page_costs: PageText = ""
    page_costs_en: PageText = ""
    page_leave: PageText = Field(default="", description="how to stop or change to another school or course")
    page_leave_en: PageText = ""
    page_contact: PageLine = Field(default="", description="a function or a desk, no name of a person")
    page_contact_en: PageLine = ""
    page_phone: Phone = ""
    page_email: Email = ""


class Incident(Fact):
    """Something unexpected in the year, or a change: what was decided and what follows. Never about one pupil."""

    title: Line
    on: date
    kind: IncidentKind = IncidentKind.OTHER
    happened: Text = Field(default="", description="what happened; no names of pupils")
    decision: Text = ""
    consequence: Text = ""
    owner: Line = ""
    closed_on: date | None = Field(default=None, description="None is still open")


class Substitute(Fact):
    """Who or what stands in when something falls away."""

    replaces: Line
    by: Line = Field(default="", description="who or what stands in; empty is not known")
    from_on: date | None = None
    until_on: date | None = None
    ready: YesNoUnknown = YesNoUnknown.UNKNOWN


class Execution(PageTexts):
    basic_week: Text = ""
    communication: Text = ""
    readiness: list[ReadinessAction] = []
    team: list[TeamMember] = []
    unit_skills: list[UnitSkill] = []
    assigned: list[Assigned] = []
    trainings: list[Training] = []
    rooms: list[PracticeRoom] = []
    week_groups: list[WeekGroup] = []
    week_lessons: list[WeekLesson] = []
    house_days: list[HouseDay] = []
    week_stays: list[WeekStay] = []
    lesson_places: list[LessonPlace] = []
    practice_places: list[PracticePlace] = []
    period_places: list[PeriodPlaces] = []
    company_roles: list[CompanyRole] = []
    dates: list[KeyDate] = []
    incidents: list[Incident] = []
    substitutes: list[Substitute] = []


# -- the curriculum that the route was built on ------------------------------------------------------


class CurriculumSource(Strict):
    """The latest edition of one kind of source: slo, sbb, avo, xlsx, hand."""

    kind: Line
    edition: Line = ""
    dated: date | None = None
    checksum: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = Field(
        default="", description="SHA-256 of the file, by which another installation recognises it"
    )


class CurriculumEdition(Strict):
    """Which texts the people of the route had before them. Without sources: the catalogue that ships."""

    at: AwareDatetime = Field(description="until when changes of the catalogue were taken in")
    sources: list[CurriculumSource] = []


class RouteDocument(Strict):
    """One route as a portable file."""

    format: Literal["naadloos-route"] = "naadloos-route"
    schema_version: Literal[1] = 1
    route: RouteHead
    purpose: Purpose = Purpose()
    partners: Partners = Partners()
    vision: Vision = Vision()
    organisation: Organisation = Organisation()
    programme: Programme = Programme()
    exams: Exams = Exams()
    monitoring: Monitoring = Monitoring()
    finance: Finance = Finance()
    agreement: Agreement = Agreement()
    execution: Execution = Execution()
    not_applicable: list[NotApplicable] = []
    # Beside the steps too: another law year, or an answer about the law, makes no approval stale.
    law_year: Annotated[int, Field(ge=2025, le=2060)] | None = Field(
        default=None,
        description="law year that the route adopted, 2026 = 1 August 2026 to 31 July 2027; none = the law of the day",
    )
    law_answers: list[LawAnswer] = []
    # No part of any step: renewing the edition makes no approval stale. None = onbekend.
    curriculum: CurriculumEdition | None = None
