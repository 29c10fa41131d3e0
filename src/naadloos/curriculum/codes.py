"""One spelling for codes that people write in many ways.

SLO writes ``P/BWI/01/02``, syllabi and schools write ``P/BWI/1.2``; profiles have an abbreviation for people (D&P) and
one in codes (DP). A werkproces is ``25786 B1-K1-W3``.
"""

import re

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
_VMBO = re.compile(r"^(P|K)[/ .-]?([A-Z][A-Z&]*?)(?:[/ .-]?(\d{1,2})(?:[/ .-](\d{1,2}))?)?$")
_MBO = re.compile(r"^(?:(\d{5})[ /.-]*)?(B|P)(\d{1,2})[ .-]*K(\d{1,2})(?:[ .-]*W(\d{1,2}))?$")


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


def normalise(text: str) -> str | None:
    """The one spelling of a vmbo or mbo code, or None."""
    return vmbo_code(text) or mbo_code(text)
