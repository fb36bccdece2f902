"""Who is meant by an entity text: tables of phrase, code, sectors."""

import pytest

from dateline.steps.actors import resolve_actor, resolve_actors

PHRASES = [
    # states, their capitals and seats
    ("Turkey", "TUR", ""),
    ("Turkish", "TUR", ""),
    ("the UK", "GBR", ""),
    ("Holland", "NLD", ""),
    ("the U.S.", "USA", ""),
    ("North Korea", "PRK", ""),
    ("the DPRK", "PRK", ""),
    ("South Korean", "KOR", ""),
    ("the DRC", "COD", ""),
    ("the Democratic Republic of the Congo", "COD", ""),
    ("Republic of the Congo", "COG", ""),
    ("Niger", "NER", ""),
    ("Nigeria", "NGA", ""),
    ("Nigerien soldiers", "NER", "MIL"),
    ("Guinea-Bissau", "GNB", ""),
    ("Equatorial Guinea", "GNQ", ""),
    ("Papua New Guinea", "PNG", ""),
    ("Guinea", "GIN", ""),
    ("South Sudan", "SSD", ""),
    ("Sudan", "SDN", ""),
    ("the Islamic Republic", "IRN", ""),
    ("Türkiye", "TUR", ""),
    ("Côte d’Ivoire", "CIV", ""),
    ("Kosovo", "KOS", ""),
    ("Hong Kong", "HKG", ""),
    ("Taiwan", "TWN", ""),
    ("Puerto Rico", "USA", ""),
    ("Greenland", "DNK", ""),
    ("Palestinians", "PSE", ""),
    ("Myanmar", "MMR", ""),
    ("Burma", "MMR", ""),
    ("Seoul", "KOR", "GOV"),
    ("Pyongyang", "PRK", "GOV"),
    ("the Kremlin", "RUS", "GOV"),
    ("Downing Street", "GBR", "GOV"),
    ("the White House", "USA", "GOV"),
    ("Transnistria", "MDA", "PRE"),
    ("Somaliland", "SOM", "PRE"),
    ("the Republic of Somaliland", "SOM", "PRE"),
    # a state and what it does
    ("Turkish police", "TUR", "COP"),
    ("the head of Libya's coast guard", "LBY", "COP"),
    ("China's embassy in Bangkok", "CHN", "GOV"),
    ("Israeli President Isaac Herzog", "ISR", "GOV"),
    ("the leaders of China and Russia", "CHN", "GOV"),
    ("a court in Belgrade", "SRB", "JUD"),
    ("Seoul's unification ministry", "KOR", "GOV"),
    ("the Sudanese foreign minister", "SDN", "GOV"),
    ("the Polish ambassador to Russia", "POL", "GOV"),
    ("Ukraine's Ministry of Defense", "UKR", "GOV MIL"),
    ("the Ministry of Foreign Affairs of Ukraine", "UKR", "GOV"),
    ("New Zealand's Christchurch", "NZL", ""),
    ("Lyon police", "FRA", "COP"),
    ("the Indian army", "IND", "MIL"),
    ("Indian lawmakers", "IND", "LEG"),
    ("a former French president", "FRA", "ELI"),
    ("the wife of the Turkish president", "TUR", "ELI"),
    ("Venezuelan opposition leader Juan Guaidó", "VEN", "PTY OPP"),
    ("Belarusian opposition protesters", "BLR", "CVL OPP"),
    ("Syrian refugees", "SYR", "REF"),
    ("two Russians", "RUS", "CVL"),
    ("Farc rebels", "COL", "REB"),
    ("the Basra governor", "IRQ", "GOV"),
    ("Trump", "USA", "GOV"),
    ("Hong Kong students", "HKG", "EDU"),
    ("a spokesman for the Ukrainian army", "UKR", "MIL"),
    ("state-run Syrian media", "SYR", "JRN"),
    ("farmers in Peru", "PER", "AGR"),
    ("Abdulla Shahid, the Maldives' foreign minister", "MDV", "GOV"),
    # organisations and groups
    ("the UN Security Council", "UNO", ""),
    ("UN peacekeepers", "UNO", ""),
    ("the U.N. envoy for Syria", "UNO", ""),
    ("the European Commission", "EUR", ""),
    ("NATO", "IGO", ""),
    ("NATO troops", "IGO", ""),
    ("the African Union", "IGO", ""),
    ("the international community", "IGO", ""),
    ("the U.S. ambassador to NATO", "USA", "GOV"),
    ("Doctors Without Borders", "NGO", ""),
    ("Hamas", "PSE", "REB"),
    ("M23 rebels", "COD", "REB"),
    ("al-Qaeda", "IMG", "REB"),
    ("Islamic State militants", "IMG", "REB"),
    ("the Taliban", "AFG", "REB"),
    ("the FBI", "USA", "COP"),
    ("a former FBI agent", "USA", "ELI"),
    ("a Washington Post reporter", "USA", "JRN"),
    ("Google", "MNC", ""),
    ("the Turkish Red Crescent", "TUR", "SOC"),
    # people without a state
    ("at least 25 villagers", None, "CVL"),
    ("gunmen", None, "UAF"),
    ("protesters", None, "CVL"),
    ("the opposition", None, "PTY OPP"),
    ("a coalition of opposition parties", None, "PTY OPP"),
    ("police", None, "COP"),
    ("members of a gang", None, "CRM"),
    ("farmers", None, "AGR"),
    ("the miners' union", None, "LAB"),
    ("a doctor", None, "MED"),
    ("an imam", None, "REL"),
    # what only looks like a state
    ("the West", None, ""),
    ("the Indian Ocean", None, ""),
    ("Michael Jordan", None, ""),
    ("Georgia Smith", None, ""),
    ("Chad Wolf", None, ""),
    ("us", None, ""),
    ("Iran-backed militia", None, "PRM"),
    ("a Chinese-owned company", None, "BUS"),
    ("pro-Russian separatists", None, "REB"),
    ("British Columbia", "CAN", ""),
    ("the Washington Post", "USA", "JRN"),
    ("American University", "USA", "EDU"),
    ("Kurdish fighters", None, "REB"),
    ("troops in Afghanistan", None, "MIL"),
    ("the embassy in Bangkok", None, "GOV"),
    ("Frank", None, ""),
    ("he", None, ""),
]


@pytest.mark.parametrize(("text", "code", "sectors"), PHRASES)
def test_phrase(text: str, code: str | None, sectors: str) -> None:
    actor = resolve_actor(text)
    assert (actor.code, " ".join(actor.sector)) == (code, sectors), actor.by


def test_each_party_of_a_compound() -> None:
    actors = resolve_actors("Ukrainian and Russian officials")
    assert [(a.code, a.sector) for a in actors] == [("UKR", ("GOV",)), ("RUS", ("GOV",))]


CONTEXTS = [
    ("Abdulla Shahid", "It chose Abdulla Shahid, the Maldives' foreign minister, on Monday.", "MDV", "GOV"),
    ("Zarif", "Iranian Foreign Minister Zarif flew to Moscow.", "IRN", "GOV"),
    ("the ministry", "Kenya closed the border, the ministry said.", "KEN", "GOV"),
    ("the ministry", "Kenya and Uganda closed the border, the ministry said.", None, "GOV"),
    ("police", "The march in Nairobi went on until police fired tear gas.", "KEN", "COP"),
    ("police", "Police guarded the Iranian embassy.", None, "COP"),
    ("Minister Jan Novak", "Minister Jan Novak flew to Kenya.", None, "GOV"),
    ("the court", "Bolivian", "BOL", "JUD"),
    ("the army", "Chadian", "TCD", "MIL"),
    ("villagers", "In Kenya villagers fled.", None, "CVL"),
]


@pytest.mark.parametrize(("text", "context", "code", "sectors"), CONTEXTS)
def test_context(text: str, context: str, code: str | None, sectors: str) -> None:
    actor = resolve_actor(text, context=context)
    assert (actor.code, " ".join(actor.sector)) == (code, sectors), actor.by


def test_rules_are_named() -> None:
    assert resolve_actor("Turkish police").by == "actors.adjective:Turkish+agent:police"
    assert resolve_actor("Frank").by is None
