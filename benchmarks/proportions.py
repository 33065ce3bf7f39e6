"""What invented reports speak of, and how often: the tables behind ``benchmarks.generate``."""

from typing import Final

STATES: Final = 200
GROWTH: Final = {
    "comity:PolicyArea": 6_000,
    "comity:Condition": 4_000,
    "comity:GovernmentBody": 4_000,
    "foaf:Person": 4_000,
    "comity:AgentGroup": 8_000,
    "comity:Place": 8_000,
    "comity:Infrastructure": 8_000,
    "comity:Initiative": 10_000,
    "comity:Issue": 10_000,
    "comity:BorderIssue": 20_000,
    "comity:Framework": 20_000,
    "comity:Principle": 20_000,
    "comity:LegalInstrument": 20_000,
    "comity:InternationalOrganization": 40_000,
    "comity:UnspecifiedAgent": 40_000,
    "org:Post": 10_000,
}
"""Class → how many triples there are to one thing of it that reports share; states do not grow."""

AGENT: Final = ("comity:State", "comity:GovernmentBody", "comity:AgentGroup")
ACTOR: Final = ("comity:GovernmentBody", "comity:State", "foaf:Person")
AIM: Final = ("comity:PolicyArea", "comity:Condition", "comity:Initiative", "comity:Principle")
MATTER: Final = (*AIM, "comity:Issue")

RELATIONS: Final = (
    (190, "comity:promotes", ACTOR, AIM),
    (190, "comity:concerns", AIM, MATTER),
    (120, "comity:sector", ("comity:GovernmentBody", "comity:Condition"), ("comity:PolicyArea",)),
    (110, "comity:leadsTo", ("comity:Condition", "comity:Initiative"), ("comity:Condition",)),
    (90, "comity:highlighted", ACTOR, MATTER),
    (70, "comity:hasMember", ("comity:Framework", "comity:AgentGroup"), AGENT),
    (60, "comity:progressedIn", AGENT, ("comity:PolicyArea",)),
    (60, "comity:committedTo", ACTOR, AIM),
    (60, "comity:strengthensRelationsWith", AGENT, AGENT),
    (50, "comity:agencyOf", ("comity:GovernmentBody",), ("comity:State",)),
    (50, "comity:cooperatesWith", AGENT, AGENT),
    (50, "comity:addresses", ACTOR, ("comity:Issue",)),
    (50, "comity:participatesIn", AGENT, ("comity:Framework", "comity:InternationalOrganization")),
    (50, "comity:alignedWith", ("comity:PolicyArea",), ("comity:Principle",)),
    (40, "comity:counters", ACTOR, ("comity:Issue",)),
    (40, "comity:discussed", ACTOR, ("comity:Infrastructure", "comity:BorderIssue")),
    (40, "comity:upholds", ACTOR, ("comity:Principle",)),
    (40, "comity:contributesTo", ("comity:Initiative",), ("comity:Condition",)),
    (30, "comity:hasNeighbour", ("comity:State",), ("comity:State",)),
    (30, "schema:containedInPlace", ("comity:Place",), ("comity:State",)),
    (30, "comity:place", ("comity:Infrastructure",), ("comity:Place", "comity:Border")),
    (30, "comity:defended", ("comity:GovernmentBody",), MATTER),
    (30, "comity:respects", ("comity:GovernmentBody",), ("comity:LegalInstrument",)),
    (20, "comity:hasParty", ("comity:LegalInstrument",), ("comity:State",)),
    (20, "comity:jointlyInspects", AGENT, ("comity:BorderIssue",)),
    (20, "comity:protects", ACTOR, ("comity:AgentGroup", "comity:Condition")),
    (20, "comity:provides", AGENT, ("comity:PolicyArea",)),
    (20, "comity:shapes", ("comity:Condition",), ("comity:Condition",)),
    (20, "comity:exertsPressureOn", ("comity:Condition",), ("comity:State", "comity:AgentGroup")),
    (10, "comity:exchangesInformationWith", ("comity:GovernmentBody",), ("comity:GovernmentBody",)),
    (10, "comity:proposed", ACTOR, ("comity:Initiative",)),
    (10, "comity:negotiatedWith", AGENT, ("comity:State",)),
    (10, "comity:exchangedLettersWith", ("comity:State",), ("comity:State",)),
    (10, "comity:withdrewFrom", ("comity:State",), ("comity:Framework",)),
    (10, "comity:departsFrom", ("comity:Condition",), ("comity:Principle",)),
    (10, "comity:supports", ACTOR, AIM),
    (10, "comity:worksToward", ACTOR, ("comity:Condition",)),
    (10, "comity:graduatesFrom", ("comity:State",), ("comity:AgentGroup",)),
)
"""Weight, property, classes of the subject and classes of the object."""

ALLEGED: Final = (
    ("comity:grantedBaseRightsTo", ("comity:State",), ("comity:UnspecifiedAgent", "comity:State")),
    ("comity:harms", ("comity:Infrastructure",), ("comity:Condition",)),
)
MODALITIES: Final = ("asserted", "planned", "predicted")
MODALITY_WEIGHTS: Final = (75, 21, 4)
STATUSES: Final = {
    "asserted": ("Completed", "Active", "Active", None, None),
    "planned": ("Potential", "Potential", "Potential", "Active"),
    "predicted": ("Potential", None),
    "denied": (None,),
    "alleged": (None,),
}
_SYLLABLES: Final = {
    "en": "al ban cor del fen gra hol ish jan kel lor mar nor oth pel ran sil tor ven wes",
    "fr": "aux beau cha dou eau fleur gué haut île joie lac mont neuf orée plain rive",
    "vi": "an bình cửu đông hà hải lâm nam ninh phú quảng sơn tây thành trà vĩnh",
    "km": "កំពង់ ភូមិ ស្រុក ទន្លេ ភ្នំ បាត់ ព្រះ ស្វាយ តាកែវ រៀង សៀម ក្រុង ជ័យ មាន",
    "th": "กรุง เมือง นคร บาง ทะเล ภู เชียง หนอง ดอน แม่ ลำ ชัย บุรี ธานี ศรี สุข",
}
"""Language → pieces that names are made of."""

SYLLABLES: Final = {language: text.split() for language, text in _SYLLABLES.items()}
SYLLABLES["en"] += [f"{a}{b}{c}" for a in "bdfgklmnprstvw" for b in "aeiou" for c in "dklmnrst"]
OTHER_LANGUAGES: Final = ("fr", "vi", "km", "th")
