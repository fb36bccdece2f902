"""News agencies as reports name them: the names known, and the one name each is given."""

import re

# Name in the record: other ways reports write it. Agencies of states that are often quoted in
# English; an agency that is missing here is still read where the shape of a dateline shows it.
AGENCIES: dict[str, tuple[str, ...]] = {
    "AP": ("Associated Press", "The Associated Press"),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "Reuters": ("Thomson Reuters", "REUTERS"),
    "Yonhap": ("Yonhap News Agency", "Yonhap News", "YONHAP"),
    "Xinhua": ("Xinhua News Agency", "Xinhuanet", "XINHUA"),
    "dpa": ("DPA", "Deutsche Presse-Agentur", "dpa international"),
    "TASS": ("Tass", "ITAR-TASS", "Itar-Tass"),
    "Interfax": ("INTERFAX", "Interfax-Ukraine", "Interfax-AVN"),
    "Kyodo": ("Kyodo News", "KYODO", "Kyodo News Service"),
    "UPI": ("United Press International",),
    "PTI": ("Press Trust of India",),
    "ANI": ("Asian News International",),
    "Anadolu": ("Anadolu Agency", "AA"),
    "PA": ("PA Media", "Press Association"),
    "EFE": ("Agencia EFE", "Efe"),
    "EPA": ("EPA-EFE", "epa", "EPA-Yonhap"),
    "RIA Novosti": ("RIA", "RIA-Novosti"),
    "Jiji": ("Jiji Press", "JIJI"),
    "CNA": ("Focus Taiwan",),
    "Canadian Press": ("The Canadian Press", "CP"),
    "Bloomberg": ("Bloomberg News",),
    "Saudi Press Agency": ("SPA",),
    "Fars": ("FARS", "Fars News Agency", "FNA"),
    "Mehr": ("MNA", "Mehr News Agency"),
    "Tasnim": ("TASNIM", "Tasnim News Agency"),
    "ANSA": (), "IANS": (), "UNI": (), "IRNA": (), "ISNA": (), "KCNA": (), "SANA": (), "WAFA": (),
    "PNA": (), "Bernama": ("BERNAMA",), "Antara": ("ANTARA",), "NNA": (), "MENA": (), "WAM": (),
    "KUNA": (), "QNA": (), "Petra": (), "BNA": (), "APS": (), "MAP": (), "Sputnik": (),
    "Ukrinform": (), "BelTA": (), "BTA": (), "CTK": (), "PAP": (), "MTI": (), "Agerpres": (),
    "HINA": (), "Tanjug": ("TANJUG",), "FENA": (), "ANA-MPA": (), "VNA": (), "NAN": (), "GNA": (),
    "APA": (), "AZERTAC": (), "Armenpress": ("ARMENPRESS",), "Kazinform": (), "APP": (), "BSS": (),
    "UNB": (), "Lusa": (), "Belga": ("BELGA",), "ANP": (), "TT": (), "NTB": (), "Ritzau": (),
    "AAP": (), "TNS": (), "Prensa Latina": (), "Telam": (), "Europa Press": (), "CNS": (),
    "RFE/RL": (), "IPS": (), "VOA": (), "PRNewswire": (), "Business Wire": ("BUSINESS WIRE",),
}  # fmt: skip

_NAMES = {name: agency for agency, others in AGENCIES.items() for name in (agency, *others)}

# A regular expression (no groups) that any known name matches, longer names first.
KNOWN_AGENCY = "(?:" + "|".join(re.escape(n) for n in sorted(_NAMES, key=len, reverse=True)) + ")"


def agency_named(words: str) -> str | None:
    """The agency that `words` name ("The Associated Press" -> "AP"), or None if it is not known."""
    return _NAMES.get(words.strip(" .,:;()[]/"))
