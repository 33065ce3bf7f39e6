"""Words that tell what somebody plans, supports, denies or alleges, by what completes them.

Each list is one construction of English, so that a rule reads a construction and a word is added
in one place. "doing" stands for a participle, "thing" for a noun phrase.
"""

from typing import Final

from graph.extraction.words import words

# What somebody says

REPORTING: Final = words(
    """acknowledge add admit affirm announce argue assert assure caution claim comment conclude
    confirm continue declare disclose emphasise emphasize explain express hint imply indicate inform
    insist maintain mention note notify observe predict proclaim promise quote reaffirm recall
    reiterate remark repeat reply report respond reveal say signal state stress suggest tell testify
    underline underscore warn write"""
)
"""Verbs whose content their subject answers for."""

# What somebody plans

PLANS_TO_DO: Final = words(
    """agree aim arrange aspire choose commit continue decide determine elect endeavor endeavour
    expect hope intend mean offer opt plan pledge prepare promise propose resolve seek strive swear
    threaten undertake volunteer vow"""
)
"""Verbs whose infinitive is a plan of their subject: "plans to build"."""

ASKS_TO_DO: Final = words(
    """appeal ask authorise authorize call demand direct encourage exhort implore instruct invite
    mandate order press prompt request require task tell urge"""
)
"""Verbs whose infinitive is what others are to do: "urged Chad to leave"."""

PLANS_DOING: Final = words(
    """announce approve authorise authorize consider contemplate envisage envision foresee mull
    pledge propose weigh"""
)
"""Verbs whose participle is: "announced launching"."""

PLANS_ON_DOING: Final = {
    "agree": words("on to upon"),
    "aim": words("at"),
    "commit": words("to"),
    "decide": words("on upon"),
    "plan": words("on"),
}
"""Verbs whose participle, or noun for what is done, is after a preposition: "agreed on meeting"."""

PLANS_THING: Final = words("consider contemplate envisage mull plan weigh")
"""Verbs whose object is what is planned: "considers a flight to Lima"."""

PLANNED_TO: Final = words(
    "bill design earmark expect forecast intend mean plan poise project schedule set slate tip"
)
"""Verbs whose passive tells what is to come: "is expected to"."""

READY_TO: Final = words(
    "committed determined due poised prepared ready resolved scheduled set slated"
)
"""Adjectives whose infinitive is a plan: "is ready to build"."""

STAYING: Final = words("be keep remain stand stay")
"""Verbs that such an adjective stands after."""

PLANS: Final = words(
    """aim ambition bid commitment decision determination goal intent intention objective plan
    pledge preparedness promise proposal readiness resolve target undertaking vow willingness"""
)
"""Nouns whose infinitive is a plan of those who have them: "its plan to build"."""

TELLING_OF_PLANS: Final = words(
    """adopt affirm announce approve articulate confirm convey declare demonstrate detail disclose
    emphasise emphasize express finalise finalize have highlight hold launch maintain make notify
    outline present pursue reaffirm reassert reiterate renew repeat restate reveal set share
    show signal state stress submit take underline underscore unveil uphold voice"""
)
"""Verbs whose subject has the plan that they tell of."""

DEEDS: Final = words(
    """abolition acceleration adoption closure completion conclusion consolidation creation
    deepening delivery deployment elimination eradication establishment expansion finalisation
    finalization holding implementation improvement increase introduction launch normalisation
    normalization opening ratification reduction release removal reopening repatriation resumption
    return sharing signing strengthening suspension transfer transition upgrade withdrawal"""
)
"""Nouns for what is done: "committed to the withdrawal of its troops" is a plan."""

# Whom or what somebody supports

SUPPORTS_THING: Final = words(
    """advocate aid applaud assist back bankroll champion cosponsor co-sponsor defend endorse
    espouse favor favour finance fund hail help laud praise salute second sponsor subsidise
    subsidize support underwrite welcome"""
)
"""Verbs whose object is supported: "endorses the truce"."""

ACCEPTS: Final = words(
    """accept advocate applaud back champion cosponsor co-sponsor endorse espouse favor favour hail
    laud praise recognise recognize support"""
)
"""Verbs that reject their object where somebody does not do so: "does not accept the vote"."""

GREETING: Final = words("applaud commend hail laud praise salute welcome")
"""Those of them that greet people and news too, which is no support."""

NEWS: Final = words(
    """achievement advance appointment arrival attendance choice decision development election
    growth guest hospitality improvement increase news opportunity outcome participation presence
    progress rapport result return rise step success trend victory visit visitor"""
)
"""Nouns for what somebody greets without support of it."""

SUPPORTS_BESIDE: Final = {
    **dict.fromkeys(("align", "associate"), ("with",)),
    **dict.fromkeys(("rally", "side", "stand"), ("by", "with", "behind", "around")),
}
"""Verbs that support what is after a preposition: "stands by the award"."""

BACKING: Final = words(
    """adherence allegiance attachment backing commitment dedication endorsement solidarity
    support"""
)
"""Nouns for support: "its support for the truce"."""

LOYAL: Final = words("adherence allegiance attachment commitment dedication")
"""Those of them that take "to" alone."""

EXPRESSING: Final = words(
    """affirm announce convey declare emphasise emphasize express extend give lend offer pledge
    reaffirm reassert reiterate renew repeat restate signal state stress underline underscore
    voice"""
)
"""Verbs whose subject has the support, commitment or opposition that they tell of."""

# What somebody denies

DENIES_THING: Final = words(
    """blast contest contradict criticise criticize decline decry denounce deny disavow discount
    dismiss disprove dispute lambast lambaste oppose question rebuff rebut refute refuse reject
    repudiate slam spurn veto"""
)
"""Verbs that deny or reject their object or their clause: "denied that", "rejects the claim"."""

CRITICISES: Final = words("blast criticise criticize decry denounce lambast lambaste question slam")
"""Those of them that may have somebody for their object, and what for after a preposition."""

DENIES_AFTER: Final = {
    "balk": words("at"),
    "baulk": words("at"),
    "disagree": words("with"),
    "object": words("to"),
}
"""Verbs that reject what is after a preposition: "objects to the text"."""

DENIES_BACK: Final = {
    "hit": words("back out"),
    "lash": words("back out"),
    "push": words("back"),
}
"""Verbs that reject what is after such a word and a preposition: "pushed back on the text"."""

DENIES_WITH: Final = {
    **dict.fromkeys(("brush", "shrug", "wave"), words("aside away off")),
    "rule": words("out"),
    "turn": words("down"),
}
"""Verbs that deny only with a word after them: "brushed off the claim"."""

# What somebody alleges

ALLEGES_THAT: Final = words(
    """allege argue assert charge claim complain contend deem insinuate purport speculate
    suspect"""
)
"""Verbs whose clause need not be true: "alleges that"."""

ACCUSES_OF: Final = {
    "accuse": words("of"),
    "blame": words("for"),
    "charge": words("with"),
    "fault": words("for"),
    "suspect": words("of"),
}
"""Verbs whose object is charged with what is after a preposition: "accuses Chad of spying"."""

CHARGING: Final = words(
    """aggression annexation betrayal blackmail breach bribe bully coercion deceit deception
    destruction disinformation escalation fabrication farce genocide hypocrisy infringement
    insult interference intimidation lie mistake occupation oppression propaganda
    provocation sham terrorize threat tyranny violation abuse annex betray coerce contravene
    deceive destabilise destabilize disregard flout infringe interfere intimidate invade
    jeopardise jeopardize meddle mislead occupy oppress persecute provoke sabotage terrorise
    threaten trample undermine violate aggravate cripple distract dominate erode escalate
    exacerbate heighten impoverish inflame isolate sow weaken worsen brutally deliberately
    falsely illegally recklessly unfairly unlawfully aggressive barbaric biased brutal
    corrupt cynical discriminatory disgraceful fraudulent hostile fallacious hypocritical
    illegal illegitimate immoral inhuman irresponsible null one-sided outrageous prejudiced
    provocative reckless repressive ridiculous shameful unacceptable unfair unjust
    unjustified unlawful unnecessary unwarranted"""
)
"""Words that make a charge of what somebody says: "said the raid was a violation"."""

ASSAULTING: Final = words(
    """abduct arm assassinate assault attack besiege betray blackmail blockade bomb bombard
    break breach bribe bully burn cheat circumvent conspire deport detain displace disrupt endanger
    evade execute exploit expropriate fire fuel hack hamper harass harbour harbor harm hijack hinder
    hurt impede incite infiltrate inflict instigate intrude kidnap kill launder loot massacre misuse
    murder obstruct orchestrate persecute pillage plot plunder poison ram rape renege rig ruin seize
    shell shoot silence slaughter smuggle sow spy starve steal stir stoke strangle target torture
    traffic wage weaponise weaponize worsen wreck"""
)
"""Verbs that make a charge where a party that is named does it: "said Chad had shelled a port"."""

HARMLESS: Final = {
    "break": words("deadlock ground impasse news record silence stalemate"),
    "burn": words("calorie coal fuel gas oil waste wood"),
    "execute": words("contract mandate order plan policy program programme project strategy"),
    "exploit": words("benefit deposit field opportunity potential reserve resource"),
    "fire": words("adviser advisor chief coach director employee manager minister staff worker"),
    "seize": words("chance cocaine contraband drug initiative ivory moment opportunity"),
    "target": words("area growth inflation market rate sector surplus"),
}
"""Some of them with objects to which it does no harm: "said Chad had broken ground"."""

FAILING: Final = words("fail neglect refuse")
"""Verbs that make a charge with what a party does not do: "said Chad had failed to pay"."""

HONOURING: Final = words(
    """abide adhere allow answer care comply consult cooperate deliver follow fulfil fulfill honor
    honour implement keep live meet observe pay recognise recognize reply respect respond uphold
    want"""
)
"""Verbs that make a charge where a party does not do it: "said Chad had not kept its word"."""

BAD_NAMES: Final = words(
    """assault attack bias bluff circus colonialism colonialist coup criminal crime dictator
    dictatorship disaster discredited extremist failure fraud joke liar murderer obstacle
    occupier piracy ploy pretext puppet racist rehearsal separatist sham smear terror
    terrorism terrorist theatre theater thug traitor trap tyrant war absurd biased
    catastrophic counterproductive criminal dangerous deplorable disappointing disastrous
    false flawed immoral inadequate incompetent inconsistent malicious misguided misleading
    prejudiced regrettable selective shocking terrorist unconstitutional undemocratic
    unhelpful unilateral unreasonable worrying wrong"""
)
"""Names that somebody calls another, or what that one does, and charges him with it."""

NATURE: Final = words(
    """climate cold cyclone disease drought earthquake eruption flood fog heat hurricane landslide
    outbreak pandemic quake rain snow storm tornado tsunami typhoon virus volcano weather winter"""
)
"""What nobody is to blame for, whatever it is called: "said the storm was brutal"."""

BELITTLING: Final = words("just merely only solely")
"""Words that make less of what another says or does: "said the treaty was only a framework"."""

ACTING: Final = frozenset(
    {
        *REPORTING,
        *PLANS_TO_DO,
        *PLANS_DOING,
        *ASKS_TO_DO,
        *SUPPORTS_THING,
        *SUPPORTS_BESIDE,
        *DENIES_THING,
        *DENIES_AFTER,
        *DENIES_BACK,
        *ALLEGES_THAT,
        *ACCUSES_OF,
        *words("believe condemn impose provide recall recognise recognize send thank want"),
    }
)
"""Verbs of what governments do, and no city."""
