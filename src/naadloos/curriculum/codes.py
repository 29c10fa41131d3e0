"""One spelling for codes that people write in many ways.

SLO writes ``P/BWI/01/02``, syllabi and schools write ``P/BWI/1.2``; profiles have an abbreviation for people (D&P) and
one in codes (DP). A werkproces is ``25786 B1-K1-W3``.
"""

import re
from dataclasses import dataclass

# What people write, in capitals and without spaces -> the profile's code.
PROFILES = {
    "BWI": "BWI",
    "DP": "DP",
    "D&P": "DP",
    "EO": "EO",
    "E&O": "EO",
    "GR": "GR",
    "GROEN": "GR",
    "HBR": "HBR",
    "MET": "MET",
    "M&T": "MET",
    "MT": "MT",
    "MAT": "MT",
    "MVI": "MVI",
    "PIE": "PIE",
    "ZW": "ZW",
    "Z&W": "ZW",
}
_VMBO = re.compile(r"^(P|K)[/ .-]?([A-Z][A-Z&]*?)(?:[/ .-]?([0-9]{1,2})(?:[/ .-]([0-9]{1,2}))?)?$")
_MBO = re.compile(r"^(?:([0-9]{5})[ /.-]*)?(B|P)([0-9]{1,2})[ .-]*K([0-9]{1,2})(?:[ .-]*W([0-9]{1,2}))?$")


def vmbo_code(text: str) -> str | None:
    """``p/bwi/1.2`` -> ``P/BWI/01/02``; a module ``K/Z&W/7`` -> ``K/ZW/07``. None when it is no such code."""
    found = _VMBO.match(" ".join(text.upper().split()))
    if not found:
        return None
    kind, profile, module, deeltaak = found.groups()
    if profile not in PROFILES or module is None:
        return None
    parts = [kind, PROFILES[profile], f"{int(module):02}"]
    if deeltaak:
        parts.append(f"{int(deeltaak):02}")
    return "/".join(parts)


def mbo_code(text: str) -> str | None:
    """``25786-b1-k1-w3`` -> ``25786 B1-K1-W3``; without crebo or werkproces too. None when it is no such code."""
    found = _MBO.match(" ".join(text.upper().split()))
    if not found:
        return None
    crebo, part, number, kerntaak, werkproces = found.groups()
    code = f"{part}{int(number)}-K{int(kerntaak)}" + (f"-W{int(werkproces)}" if werkproces else "")
    return f"{crebo} {code}" if crebo else code


def keuzedeel_code(text: str) -> str | None:
    """``k0023`` -> ``K0023``. None when it is no such code."""
    found = re.fullmatch(r"K[ -]?([0-9]{4})", " ".join(text.upper().split()))
    return f"K{found.group(1)}" if found else None


def crebo_code(text: str) -> str | None:
    """``crebo 25786`` -> ``25786``. None when it is no crebo."""
    found = re.fullmatch(r"(?:CREBO[ :]*)?([0-9]{5})", " ".join(text.upper().split()))
    return found.group(1) if found else None


def normalise(text: str) -> str | None:
    """The one spelling of a vmbo or mbo code, or None."""
    return vmbo_code(text) or mbo_code(text)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A piece of a pasted list and the code in it; "" when there is none."""

    typed: str
    code: str


# A pasted list longer than this is cut off.
MOST_PASTED = 500
_SEPARATORS = re.compile(r"[\n\r\t;,]+")
_WORDS = 4


def read_list(text: str) -> list[Pasted]:
    """The codes in a pasted list, in its order, each once; words after a code do not matter.

    A werkproces without a crebo belongs to the last opleiding that was named before it.
    """
    found: list[Pasted] = []
    crebo = ""
    seen: set[str] = set()
    for piece in _SEPARATORS.split(text):
        typed = " ".join(piece.split())
        if not typed:
            continue
        code = _first_code(typed)
        if re.match(r"[0-9]{5}", code):
            crebo = code[:5]
        elif crebo and re.match(r"[BP][0-9]+-K", code):
            code = f"{crebo} {code}"
        if (code or typed) in seen:
            continue
        seen.add(code or typed)
        found.append(Pasted(typed[:120], code))
        if len(found) == MOST_PASTED:
            break
    return found


def _first_code(typed: str) -> str:
    """The longest start of a line that is a code."""
    words = typed.split(" ")
    for number in range(min(_WORDS, len(words)), 0, -1):
        start = " ".join(words[:number]).rstrip(".:-")
        code = normalise(start) or keuzedeel_code(start) or crebo_code(start)
        if code:
            return code
    return ""
