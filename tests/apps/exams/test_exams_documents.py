"""What the documents say: everything that was entered, what is missing, and whether it is in force."""

import io

import pytest
from determine_help import NOVEMBER, Cast, make_cast
from docx import Document
from pdf_text import pdf_text

from naadloos.documents.content import DocumentContent, texts
from naadloos.documents.docx import render_docx
from naadloos.documents.pdf import render_pdf
from naadloos.engines.route.document import Assessment, Keuzedeel, RouteProfile
from naadloos.exams.determination import actions
from naadloos.exams.determination.compare import compare
from naadloos.exams.determination.frame import Frame, concept_frame, version_frame
from naadloos.exams.determination.models import RegulationNotice
from naadloos.exams.determination.notices import compose_notice
from naadloos.exams.determination.pupil_text import Pupils, compose_pupil_edition, pupil_groups, sits
from naadloos.exams.determination.regulation_text import compose_regulation
from naadloos.exams.determination.versions import deciding_partners
from naadloos.exams.determination.wording import covers
from naadloos.exams.models import ExamTerms
from naadloos.routes.models import Route
from naadloos.routes.portable import build_document


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def frame_of(cast: Cast, number: int | None = None) -> Frame:
    partners = deciding_partners(cast.route)
    if number is None:
        return concept_frame(cast.route, build_document(cast.route), cast.regulation, partners)
    return version_frame(cast.route, cast.version(number), partners)


def text_of(content: DocumentContent) -> str:
    return "\n".join(texts(content))


def docx_text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def flat(text: str) -> str:
    return "".join(text.split())


def test_the_concept_says_that_it_is_one_and_what_is_missing(cast: Cast) -> None:
    content = compose_regulation(frame_of(cast))
    text = text_of(content)
    assert content.version == "concept"
    assert "Dit is een concept. Het geldt niet" in text
    assert "commissie van beroep ontbreken" in text
    assert {point.step for point in content.open_points} >= {5, 6}
    assert all(signature.approved == "" for signature in content.signatures)


def test_a_version_in_force_names_who_decided_when_and_on_what_it_rests(cast: Cast) -> None:
    cast.bring_in_force()
    content = compose_regulation(frame_of(cast, 1))
    text = text_of(content)
    assert content.version == "1"
    assert "concept" not in text.lower()
    assert "Op 10 mei 2027 gestuurd aan de kandidaten en aan de Inspectie van het Onderwijs." in text
    assert "WVO 2020 art. 2.60b lid 3" in text
    assert {signature.approved for signature in content.signatures} == {"vastgesteld op 10 mei 2027"}
    assert content.fingerprint == cast.version(1).sha256


def test_a_version_that_waits_or_was_withdrawn_is_marked(cast: Cast) -> None:

    cast.offer()
    assert compose_regulation(frame_of(cast, 1)).version == "1 (concept, nog niet van kracht)"
    actions.withdraw(actor=cast.leader, route=cast.route, version=cast.version(1), reason="Foutje")
    assert compose_regulation(frame_of(cast, 1)).version == "1 (ingetrokken, geldt niet)"


def test_pdf_and_docx_hold_what_was_entered(cast: Cast) -> None:
    ExamTerms.objects.create(
        route=cast.route,
        irregularities="Meld het dezelfde dag.",
        mark_rule="Het gewogen gemiddelde telt.",
        catching_up="Binnen twee weken inhalen.",
        appeal="Drie leden, Kadeplein 1.",
        provisions="Extra tijd.",
        exemptions="Een eerder behaald certificaat.",
    )
    cast.bring_in_force()
    content = compose_regulation(frame_of(cast, 1))
    data = render_pdf(content)
    assert data.startswith(b"%PDF-")
    for text in (flat(pdf_text(data)), flat(docx_text(render_docx(content)))):
        for entered in (
            "Meld het dezelfde dag.",
            "Het gewogen gemiddelde telt.",
            "Binnen twee weken inhalen.",
            "Drie leden, Kadeplein 1.",
            "Extra tijd.",
            "Een eerder behaald certificaat.",
            "Praktijkopdracht metselen (Profielvak BWI)",
            "Een muur in halfsteensverband",
            "ja, één keer",
            "120 minuten",
            "Cspe bouwen",
        ):
            assert flat(entered) in text, entered


def test_a_late_change_prints_its_ground_reason_and_difference(cast: Cast) -> None:
    cast.bring_in_force()
    cast.change()
    cast.bring_in_force(NOVEMBER, ground="a", reason="De werkplaats is afgebrand.")
    changes = compare(cast.version(1).content, cast.version(2).content)
    text = text_of(compose_regulation(frame_of(cast, 2), changes))
    assert "a. door een onvoorziene omstandigheid kan het PTA niet worden uitgevoerd" in text
    assert "De werkplaats is afgebrand." in text
    assert "Verschil met de vorige versie" in text


def test_pupils_read_what_when_how_often_it_counts_and_the_resit(cast: Cast) -> None:
    frame = frame_of(cast)
    content = compose_pupil_edition(frame, pupil_groups(frame.document)[0], 1)
    text = text_of(content)
    assert content.article_word == ""
    assert "Praktijkopdracht metselen (Profielvak BWI)" in text
    assert "periode 2" in text
    assert "40 van de 40 keer (vmbo en mbo)" in text
    assert "ja, één keer" in text
    assert "Cspe bouwen" not in text
    central = text_of(compose_pupil_edition(frame, pupil_groups(frame.document)[0], 2))
    assert "de helft van uw eindcijfer (vmbo)" in central
    assert "mag u daarnaast het cspe één keer overdoen" in central
    nothing = text_of(compose_pupil_edition(frame, pupil_groups(frame.document)[0], 3))
    assert "geen toetsen of examens die meetellen" in nothing


def test_each_variant_has_its_own_edition(bwi: Route) -> None:
    document = build_document(bwi)
    groups = {group.title: group for group in pupil_groups(document)}
    assert set(groups) == {"richting metselen", "richting timmeren"}
    sat = {
        title: {item.key for item in document.exams.assessments if sits(item, group)} for title, group in groups.items()
    }
    assert sat["richting metselen"] - sat["richting timmeren"]
    assert sat["richting timmeren"] - sat["richting metselen"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"kind": "PWS"}, False),
        ({"deeltaken": ["P/ZW/01/01"]}, False),
        ({"deeltaken": ["P/BWI/01/01", "P/ZW/01/01"]}, True),
        ({"deeltaken": ["K/ZW/01/01"]}, True),
        ({"werkprocessen": ["99999 B1-K1-W1"]}, False),
        ({"werkprocessen": ["25786 B1-K1-W1"]}, True),
    ],
)
def test_who_sits_an_assessment(changes: dict[str, object], expected: bool) -> None:
    base = {"key": "t", "title": "T", "kind": "SE", "counts_for": "vmbo", "side": "vmbo", "route_year": 1, "period": 1}
    item = Assessment.model_validate(base | changes)
    leerweg = RouteProfile.model_validate({"key": "p", "profile": "BWI", "leerweg": "bb"}).leerweg
    pupils = Pupils("v", "vakmensen", frozenset([leerweg]), frozenset(["BWI"]), frozenset(["25786"]))
    assert sits(item, pupils) is expected


def test_a_notice_is_a_letter_that_opens(cast: Cast) -> None:
    cast.bring_in_force()
    notice = RegulationNotice.objects.get(of=cast.version(1), audience="inspectie")
    content = compose_notice(notice, frame_of(cast, 1))
    assert flat("WVO artikel 2.60 lid 5") in flat(docx_text(render_docx(content)))
    assert flat("WVO artikel 2.60 lid 5") in flat(pdf_text(render_pdf(content)))


def test_an_examined_keuzedeel_is_named_among_what_a_test_tests() -> None:
    item = Assessment.model_validate(
        {
            "key": "a",
            "title": "Examen keuzedelen",
            "kind": "keuzedeel",
            "counts_for": "mbo",
            "side": "mbo",
            "route_year": 4,
            "period": 1,
            "generic": ["MBO2/NE"],
            "keuzedelen": ["k2", "k1"],
        }
    )
    offered = [
        Keuzedeel(key="k1", code="K0123", title="Duurzaamheid", sbu=240),
        Keuzedeel(key="k2", title="Lassen", sbu=240),
        Keuzedeel(key="k3", code="K0999", title="Ander", sbu=240),
    ]
    assert covers(item, offered) == "MBO2/NE, K0123, Lassen"
