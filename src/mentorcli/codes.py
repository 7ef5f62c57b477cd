"""The code lists: what machine output calls a thing, what people call it, and what they type for it.

A code, once used, is never renamed. A profile may add to most lists (`schemes/profile.py`, section `lists`); the lists
`area`, `benefit` and `goal_area` (both) are empty here, because the profile alone fills them. The near words are those that Danish
workbooks and people use; a word that could mean two codes (D: dreng or dame) is in none: it is refused, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from mentorcli import words
from mentorcli.words import fold


class Code(NamedTuple):
    """One code's Danish and English word, and other words in either language that mean it."""

    da: str
    en: str
    near: tuple[str, ...] = ()


# fmt: off
_END_REASON = {
    "goal-reached": Code("mål nået", "goal reached", ("klarer sig selv", "klarer sig", "målet nået", "selvkørende")),
    "education": Code("videre i uddannelse", "education", ("uddannelse", "i uddannelse", "startet uddannelse",
        "skole")),
    "job": Code("videre i job", "job", ("i job", "fået job", "arbejde", "i arbejde", "videre i arbejde", "work")),
    "moved": Code("flyttet", "moved away", ("moved", "fraflyttet", "flytter", "flytning", "flyttet fra kommunen")),
    "youth-stopped": Code("den unge sagde fra", "the young person stopped", ("ung sagde fra", "unge sagde fra",
        "den unge stoppede", "ung stoppede", "mentee sagde fra", "mentee stoppede", "borger sagde fra",
        "borgeren sagde fra")),
    "no-show": Code("udeblivelse", "stayed away", ("udeblev", "udeblevet", "udebliver", "den unge udeblev",
        "ung udeblev", "mødte ikke op", "no show")),
    "mentor-stopped": Code("mentor sagde fra", "the mentor stopped", ("mentor stoppede", "mentor stoppet")),
    "poor-fit": Code("passede ikke sammen", "poor fit", ("dårligt match", "ingen kemi", "manglende kemi", "kemi")),
    "other-help": Code("anden hjælp", "other help", ("anden støtte", "andet tilbud", "får anden hjælp")),
    "grant-ended": Code("bevilling udløbet", "grant ended", ("bevillingen udløbet", "bevilling ophørt",
        "bevilling slut")),
    "age-or-area": Code("alder eller bopæl", "age or area", ("alder", "for gammel", "aldersgrænse",
        "uden for målgruppen", "bopæl")),
    "concern": Code("bekymring", "concern", ("underretning",)),
    "association": Code("foreningens beslutning", "the association's decision", ("foreningen", "forening", "korpset")),
    "died": Code("død", "died", ("afgået ved døden", "afdød", "dødsfald", "døde")),
    "other": Code("andet", "other", ("øvrige", "øvrigt", "anden årsag", "anden grund")),
}

# The texts of a visitation about health, origin and family (GDPR art. 9): its columns, with hyphens codes of `visitation_item`.
SENSITIVE = ("background", "so_far", "support_needs", "care")

LISTS: dict[str, dict[str, Code]] = {
    "gender": {
        "female": Code("kvinde", "female", ("K", "kv", "F", "woman", "pige", "P", "girl", "dame", "kvinder")),
        "male": Code("mand", "male", ("M", "man", "dreng", "boy", "herre", "H", "mænd")),
        "other": Code("andet", "other", ("anden", "X", "nonbinær", "non-binær", "nonbinary")),
        "unknown": Code("ukendt", "unknown", ("uoplyst", "ikke oplyst", "ved ikke", "?")),
    },
    "source": {
        "self": Code("den unge selv", "the young person", ("selv", "egen henvendelse", "selvhenvendelse", "den unge",
            "de unge", "ung", "ung selv", "unge selv", "mentee", "mentee selv", "borger", "borger selv",
            "borgeren selv", "egen", "young person")),
        "psychology-service": Code("psykologtilbuddet", "psychology service", ("psykologtilbud", "psykolog",
            "psykologerne")),
        "counsellor": Code("vejleder", "counsellor", ("vejledere", "vejledning", "UU", "UU-vejleder", "UU-vejledning",
            "uu-vejledere", "studievejleder", "studievejledning", "uddannelsesvejleder", "ungevejleder", "counselor",
            "guidance counsellor")),
        "jobcenter": Code("jobcenter", "job centre", ("jobcentret", "jobcenteret", "job center")),
        "children-and-youth": Code("børn og unge", "children and youth", ("børn & unge", "børn/unge", "B&U", "BU")),
        "parents": Code("forældre", "parents", ("forælder", "forældrene", "mor", "far", "familie", "parent", "family")),
        "caseworker": Code("sagsbehandler", "caseworker", ("sagsbehandlere", "rådgiver", "socialrådgiver",
            "case worker")),
        "school": Code("skole", "school", ("skolen", "lærer", "gymnasium", "gymnasiet", "efterskole", "folkeskole",
            "FGU", "teacher")),
        "other": Code("øvrige", "other", ("øvrig", "andet", "andre", "anden", "others")),
    },
    "meeting_kind": {
        "first": Code("første møde", "first meeting", ("1. møde", "matchmøde", "opstartsmøde", "startmøde",
            "introduktionsmøde")),
        "regular": Code("mentormøde", "mentor meeting", ("møde", "almindeligt", "almindeligt møde", "meeting",
            "samtale", "mentorsamtale", "regular meeting")),
        "phone": Code("telefonmøde", "phone call", ("telefon", "tlf", "telefonsamtale", "opkald", "opringning",
            "call")),
        "authority": Code("myndighedsmøde", "meeting with an authority", ("myndighed", "møde med myndighed",
            "møde med kommunen", "møde med sagsbehandler", "authority meeting")),
    },
    "meeting_status": {
        "planned": Code("planlagt", "planned", ("aftalt", "kommende", "scheduled")),
        "held": Code("afholdt", "held", ("holdt", "gennemført", "mødtes", "mødt")),
        "excused": Code("afbud", "excused", ("meldt afbud", "meldte afbud", "sendt afbud", "sendte afbud")),
        "no-show": Code("udeblevet", "no-show", ("udeblev", "udeblivelse", "udebleven", "mødte ikke", "mødte ikke op",
            "ikke mødt", "kom ikke", "did not come")),
        "moved": Code("flyttet", "moved", ("udskudt", "udsat", "ombooket", "rescheduled", "postponed")),
        "cancelled": Code("aflyst", "cancelled", ("canceled", "aflysning", "aflyste", "annulleret")),
    },
    "end_reason": _END_REASON,
    "youth_close": {
        **_END_REASON,
        "withdrew": Code("trak sig", "withdrew", ("trukket sig", "trak sig selv", "fortrød", "afmeldt", "frameldt")),
        "not-accepted": Code("ikke optaget", "not accepted", ("afvist", "afslag", "blev ikke optaget")),
    },
    "ended_by": {
        "mentor": Code("mentor", "mentor", ("mentoren", "af mentor", "mentor selv")),
        "youth": Code("den unge", "the young person", ("ung", "unge", "den unge selv", "mentee", "borger", "borgeren",
            "young person")),
        "both": Code("begge", "both", ("begge parter", "i fællesskab", "fælles", "sammen", "efter aftale")),
        "guardian": Code("forældre eller værge", "guardian", ("værge", "forældre", "forælder", "parents", "parent")),
        "caseworker": Code("sagsbehandler", "caseworker", ("sagsbehandleren", "rådgiver", "socialrådgiver")),
        "coordinator": Code("koordinator", "coordinator", ("koordinatoren", "kommunal koordinator")),
    },
    "planned": {
        "yes": Code("planlagt", "planned", ("ja", "J", "Y", "som planlagt", "true")),
        "talk": Code("uplanlagt, med afsluttende samtale", "unplanned, with a closing talk", ("samtale",
            "afsluttende samtale", "med samtale", "closing talk", "uplanlagt med samtale")),
        "no": Code("uplanlagt, uden kontakt", "unplanned, without contact", ("nej", "N", "uplanlagt", "ikke planlagt",
            "uden samtale", "uden kontakt", "unplanned", "false")),
    },
    "outcome": {
        "education": Code("uddannelse", "education", ("i uddannelse", "videre i uddannelse", "skole")),
        "job": Code("job", "job", ("i job", "videre i job", "arbejde", "i arbejde", "work")),
        "internship": Code("praktik", "internship", ("i praktik", "virksomhedspraktik", "praktikplads")),
        "kept": Code("fastholdt i uddannelse eller arbejde", "kept in education or work", ("fastholdt", "fastholdelse",
            "fastholdt i uddannelse", "fastholdt i job", "blev i uddannelse")),
        "other-help": Code("anden hjælp", "other help", ("anden støtte", "andet tilbud")),
        "none": Code("ingen", "none", ("intet", "ingenting")),
        "unknown": Code("ukendt", "unknown", ("vides ikke", "ikke kendt", "uoplyst", "ved ikke", "?")),
    },
    "event_kind": {
        "course": Code("kursus", "course", ("kurser", "mentorkursus", "mentoruddannelse", "grundkursus", "training")),
        "network": Code("netværksmøde", "network meeting", ("netværk", "mentormøde", "mentormøder", "erfamøde",
            "sparringsmøde")),
        "theme-day": Code("temadag", "theme day", ("tema", "temaaften", "temamøde", "theme evening")),
        "board": Code("bestyrelsesmøde", "board meeting", ("bestyrelse", "bestyrelsen")),
        "social": Code("socialt", "social", ("socialt arrangement", "sommerfest", "julefrokost", "fest", "udflugt",
            "social event", "grillaften")),
    },
    "money_category": {
        "section-18": Code("§ 18-midler", "section 18 funds", ("§ 18", "paragraf 18", "paragraf 18-midler",
            "§ 18-tilskud", "§ 18-støtte", "§ 18-puljen", "par. 18")),
        "donation": Code("donation", "donation", ("donationer", "fond", "fonde", "fondsmidler", "gave", "gaver",
            "sponsor", "sponsorat", "donations")),
        "municipal": Code("kommunalt tilskud", "municipal subsidy", ("kommunen", "kommune", "kommunal",
            "kommunale midler")),
        "training": Code("uddannelse", "training", ("kursus", "kurser", "mentorkursus", "mentoruddannelse", "oplæg",
            "course")),
        "advertising": Code("annoncering", "advertising", ("annonce", "annoncer", "reklame", "markedsføring", "PR")),
        "social": Code("socialt", "social", ("socialt arrangement", "sociale arrangementer", "sommerfest",
            "julefrokost")),
        "expenses": Code("udlæg og godtgørelse", "expenses", ("udlæg", "godtgørelse", "kørsel", "kørselsgodtgørelse",
            "transport", "befordring", "refusion")),
    },
    "money_direction": {
        "income": Code("indtægt", "income", ("indtægter", "ind", "indbetaling", "in")),
        "expense": Code("udgift", "expense", ("udgifter", "ud", "udbetaling", "out", "expenses")),
    },
    "check_kind": {
        "straffeattest": Code("straffeattest", "criminal record certificate", ("straf", "straffe", "private record")),
        "boerneattest": Code("børneattest", "child protection certificate", ("børne", "barneattest")),
    },
    "check_outcome": {
        "approved": Code("set – godkendt", "seen – approved", ("godkendt", "set", "OK", "seen", "set og godkendt")),
        "rejected": Code("ikke godkendt", "not approved", ("afvist", "underkendt", "not ok")),
        "no-consent": Code("samtykke ikke givet", "consent not given", ("intet samtykke", "uden samtykke",
            "ikke samtykke")),
    },
    "mentor_state": {
        "applicant": Code("ansøger", "applicant", ("ansøgt", "ny", "tilmeldt")),
        "in-screening": Code("attest undervejs", "in screening", ("under godkendelse", "afventer attest")),
        "in-training": Code("mangler kursus", "in training", ("under uddannelse", "på kursus", "afventer kursus")),
        # "aktiv" in a workbook is "trained and not stopped", with or without a match: that is what makes one ready.
        "ready": Code("klar", "ready", ("aktiv", "active", "godkendt", "ledig")),
        "matched": Code("har en ung", "matched", ("matchet", "optaget", "i forløb")),
        "paused": Code("på pause", "paused", ("pause", "pauset", "orlov")),
        "declined": Code("afvist", "declined", ("afslag", "ikke godkendt", "rejected")),
        "left": Code("stoppet", "left", ("stop", "ophørt", "udmeldt", "fratrådt", "stopped")),
    },
    "match_state": {
        "proposed": Code("foreslået", "proposed", ("forslag", "proposal")),
        "accepted": Code("accepteret", "accepted", ("ja fra begge", "aftalt")),
        "starting": Code("i opstart", "starting", ("opstart", "startet", "ny")),
        "settled": Code("i gænge", "settled", ("etableret", "stabilt", "fast")),
        "paused": Code("på pause", "paused", ("pause", "pauset")),
        "declined": Code("takket nej", "declined", ("afvist", "nej tak", "afslået")),
        "ended": Code("afsluttet", "ended", ("slut", "ophørt", "stoppet", "sluttet")),
    },
    "youth_state": {
        "enquired": Code("forespurgt", "enquired", ("forespørgsel", "forhåndsforespørgsel")),
        "referred": Code("henvist", "referred", ("henvisning", "ny")),
        "visited": Code("visiteret", "visited", ("visitation",)),
        "waiting": Code("venter", "waiting", ("venteliste", "på venteliste", "afventer")),
        "matched": Code("har mentor", "matched", ("matchet", "i forløb", "aktiv")),
        "paused": Code("på pause", "paused", ("pause", "pauset")),
        "declined": Code("ikke optaget", "declined", ("afvist", "afslag")),
        "withdrew": Code("trak sig", "withdrew", ("trukket sig", "afmeldt", "frameldt")),
        "closed": Code("afsluttet", "closed", ("slut", "ophørt", "stoppet")),
    },
    "note_part": {  # what only people can write in a follow-up note; the headings of its form
        "purpose": Code("formål og mål", "purpose and goals", ("formål", "purpose")),
        "work": Code("hvad er der arbejdet med", "what we worked with", ("arbejdet med", "work")),
        "development": Code("udvikling", "development"),
        "youth-view": Code("den unges egen vurdering", "the young person's own view", ("den unges vurdering",)),
        "mentor-view": Code("mentors vurdering", "the mentor's view"),
        "assessment": Code("koordinators vurdering", "the coordinator's view"),
        "contacts": Code("kontakt med andre", "contact with others"),
        "adjustment": Code("justering af planen", "changes of the plan"),
        "next-period": Code("indstilling og næste periode", "recommendation and next period", ("næste periode",)),
    },
    "note_state": {
        "not-due": Code("ikke forfalden", "not due"),
        "due-soon": Code("forfalder snart", "due soon"),
        "overdue": Code("forsinket", "overdue", ("forfalden", "over tid")),
        "draft": Code("kladde", "draft", ("udkast",)),
        "issued": Code("udstedt", "issued", ("afsendt", "sendt", "endelig")),
    },
    "grant_state": {
        "applied": Code("ansøgt", "applied", ("søgt",)),
        "declined": Code("afslået", "declined", ("afslag",)),
        "granted": Code("bevilget", "granted", ("bevilliget",)),
        "running": Code("løbende", "running", ("i gang",)),
        "ending-soon": Code("udløber snart", "ending soon"),
        "ended": Code("udløbet", "ended", ("ophørt",)),
        "settled": Code("afregnet", "settled"),
    },
    "grant_forecast": {
        "not-begun": Code("ikke begyndt", "not begun"),
        "no-pace": Code("intet tempo endnu", "no pace yet"),
        "lasts": Code("timerne rækker", "the hours last"),
        "runs-out": Code("timerne slipper op før udløb", "the hours run out before the end"),
        "spent": Code("timerne er brugt", "the hours are used up"),
        "over": Code("afsluttet", "over"),
    },
    "severity": {
        "block": Code("spærrer", "block", ("spærret", "stop", "blocked")),
        "warn": Code("advarsel", "warning", ("advar",)),
        "remind": Code("påmindelse", "reminder", ("husk",)),
    },
    "consent_kind": {
        "participation": Code("deltagelse", "participation", ("deltage", "deltager")),
        "sensitive": Code("følsomme oplysninger", "sensitive data", ("følsomme", "følsomt", "personfølsomme")),
        "sharing-mentor": Code("deling med mentor", "sharing with the mentor", ("dele med mentor", "mentor")),
        "obtain": Code("indhentning af oplysninger", "obtaining information", ("indhente", "indhente oplysninger")),
        "disclose": Code("videregivelse af oplysninger", "disclosing information", ("videregive", "videregivelse")),
        "pictures": Code("billeder", "pictures", ("foto", "fotos", "billede", "photo", "photos")),
        "statistics": Code("statistik og evaluering", "statistics and evaluation", ("statistik", "evaluering")),
    },
    "party": {
        "mentor": Code("mentor", "mentor", ("mentoren",)),
        "youth": Code("den unge", "the young person", ("ung", "unge", "mentee", "borger", "borgeren", "young person")),
        "guardian": Code("forældre eller værge", "guardian", ("forældre", "værge", "forælder")),
        "caseworker": Code("sagsbehandler", "caseworker", ("sagsbehandleren", "rådgiver")),
        "referrer": Code("henviser", "referrer", ("henviseren",)),
    },
    "mentor_kind": {
        "volunteer": Code("frivillig", "volunteer", ("frivillige", "ulønnet", "volunteers", "unpaid")),
        "staff": Code("ansat", "staff", ("ansatte", "medarbejder", "medarbejdere", "honoreret", "lønnet", "paid")),
    },
    "intake": {
        "referral": Code("henvisning", "referral", ("henvisninger", "henvist", "referrals")),
        "enquiry": Code("forhåndsforespørgsel", "enquiry", ("forespørgsel", "inquiry")),
    },
    "enquiry_answer": {
        "yes": Code("ja", "yes", ("J", "Y", "modtages", "kan modtages", "accepteret", "true")),
        "no": Code("nej", "no", ("N", "afvist", "kan ikke modtages", "false")),
    },
    "settlement": {
        "none": Code("ingen", "none", ("ingen afregning", "nej", "aldrig")),
        "quarterly": Code("kvartalsvis", "quarterly", ("kvartal", "hvert kvartal", "kvartalsvis bagud")),
    },
    "decision": {
        "admitted": Code("optaget", "admitted", ("optages", "ja", "godkendt")),
        "waiting-list": Code("venteliste", "waiting list", ("på venteliste", "venter")),
        "other-support": Code("anden støtte", "other support", ("henvist til anden støtte", "andet tilbud", "nej")),
    },
    "visitation_item": {  # what a visitation tells and agrees: the headings of its form, and what it may lack
        "background": Code("baggrund", "background", ("kort baggrund",)),
        "so-far": Code("hidtidigt forløb", "course so far", ("hidtidige forløb", "forløb hidtil", "forløb")),
        "purpose": Code("formål", "purpose", ("formål med støtten", "formål med mentorstøtten")),
        "support-needs": Code("støttebehov", "support needs", ("støttebehov og ønsker", "behov", "needs")),
        "content": Code("indhold", "content", ("indhold og opgaver", "opgaver")),
        "others": Code("andre involverede", "others involved", ("andre", "koordinering")),
        "care": Code("særlige hensyn", "special care", ("hensyn",)),
        "start-on": Code("starttidspunkt", "start", ("startdato",)),
        "minutes": Code("timetal", "hours", ("timer",)),
        "youth": Code("den unge som deltager", "the young person taking part", ()),
        "caseworker": Code("sagsbehandler som deltager", "the caseworker taking part", ()),
        "mentor": Code("mentor som deltager", "the mentor taking part", ()),
    },
    "followup_kind": {
        "talk": Code("opfølgningssamtale", "follow-up talk", ("samtale", "opfølgning", "follow-up")),
        "closing": Code("afsluttende samtale", "closing talk", ("afslutning", "slutsamtale")),
        "contact": Code("kontaktforsøg", "contact", ("kontakt", "forsøg", "opringning")),
    },
    "followup_status": {
        "planned": Code("planlagt", "planned", ("aftalt",)),
        "held": Code("afholdt", "held", ("holdt", "gennemført", "fik fat i")),
        "no-answer": Code("intet svar", "no answer", ("ikke svaret", "ubesvaret", "fik ikke fat i")),
    },
    "rating": {  # how a match goes, as the one who is asked sees it; the words are the anchors of the scale
        "1": Code("1 – dårligt", "1 – badly", ("dårligt", "badly")),
        "2": Code("2 – mindre godt", "2 – not so well", ("mindre godt", "not so well")),
        "3": Code("3 – nogenlunde", "3 – fairly", ("nogenlunde", "fairly")),
        "4": Code("4 – godt", "4 – well", ("godt", "well")),
        "5": Code("5 – rigtig godt", "5 – very well", ("rigtig godt", "very well")),
    },
    "via": {
        "meeting": Code("møde", "meeting", ("fremmøde", "personligt")),
        "phone": Code("telefon", "phone", ("tlf", "opkald", "opringning", "call")),
        "message": Code("besked", "message", ("sms", "mail", "e-mail", "chat")),
        "letter": Code("brev", "letter", ("digital post", "e-boks")),
        "visit": Code("besøg", "visit", ("hjemmebesøg",)),
        "referrer": Code("gennem henviser", "through the referrer", ("henviser", "sagsbehandler")),
    },
    "view": {
        "youth": Code("den unge", "the young person", ("ung", "unge", "mentee", "borger", "borgeren")),
        "mentor": Code("mentor", "mentor", ("mentoren",)),
        "coordinator": Code("koordinator", "coordinator", ("koordinatoren",)),
    },
    "score": {
        "1": Code("langt fra", "far from it"),
        "2": Code("begyndt", "begun"),
        "3": Code("på vej", "on the way"),
        "4": Code("næsten", "nearly there"),
        "5": Code("nået", "reached"),
    },
    "goal_state": {
        "open": Code("i gang", "open", ("åbent", "åben")),
        "reached": Code("nået", "reached", ("opnået",)),
        "dropped": Code("opgivet", "dropped", ("droppet",)),
        "replaced": Code("afløst", "replaced"),
    },
    "goal_close": {
        "reached": Code("nået", "reached", ("opnået", "ja")),
        "dropped": Code("opgivet", "dropped", ("droppet", "lagt væk")),
        "replaced": Code("afløst af et andet", "replaced by another", ("afløst", "ændret")),
    },
    "vat": {
        "unclear": Code("uafklaret", "unclear", ("ved ikke",)),
        "exempt": Code("momsfri", "exempt", ("fritaget", "uden moms")),
        "standard": Code("25 % moms", "25 % VAT", ("moms", "med moms", "25 %")),
    },
    "guardian_choice": {
        "informed": Code("forældre orienteret", "parents informed", ("orienteret", "informeret")),
        "asked": Code("forældre spurgt", "parents asked", ("spurgt",)),
        "not": Code("forældre ikke orienteret", "parents not informed", ("ikke orienteret", "nej")),
    },
    "channel": {
        "advert": Code("annonce", "advert", ("annoncering", "avis", "ugeavis")),
        "web": Code("hjemmeside", "website", ("internet", "nettet", "hjemmesiden")),
        "social-media": Code("sociale medier", "social media", ("facebook", "instagram", "linkedin")),
        "volunteer": Code("gennem en mentor", "through a mentor", ("mentor", "anbefaling", "en mentor")),
        "event": Code("arrangement", "event", ("informationsmøde", "foredrag", "frivilligmesse")),
        "volunteer-centre": Code("frivilligcenter", "volunteer centre", ("frivilligcentret", "frivilligjob")),
        "other": Code("andet", "other", ("øvrige", "anden vej")),
    },
    "ladder": {
        "message": Code("skriv en venlig besked", "write a kind message", ("besked",)),
        "call": Code("ring", "call", ("opkald",)),
        "mentor": Code("bed mentor række ud", "ask the mentor to reach out", ("mentor",)),
        "referrer": Code("spørg henviseren", "ask the referrer", ("henviser",)),
        "letter": Code("skriv et brev med en åben dør", "write a letter that leaves the door open", ("brev",)),
    },
    "occasion": {
        "years": Code("år i ordningen", "years in the scheme", ("år", "jubilæum")),
        "meetings": Code("møder", "meetings", ("møde",)),
    },
    "departure": {"left": Code("stoppet", "left"), "declined": Code("afvist", "declined")},  # how a mentor went
    "wish_about": {  # what a wish about the other is about
        "gender": Code("køn", "gender"),
        "age": Code("alder", "age"),
        "language": Code("sprog", "language"),
        "background": Code("baggrund", "background"),
        "work": Code("arbejde", "work", ("fag", "erhverv", "job", "uddannelse", "beskæftigelse", "trade", "studies")),
        "person": Code("person", "person"),
    },
    "wish_force": {
        "must": Code("skal være", "must be", ("skal", "kun", "krav", "must", "only")),
        "rather": Code("helst", "rather", ("gerne", "ønsker", "foretrækker", "prefer", "preferably")),
        "rather-not": Code("helst ikke", "rather not", ("gerne ikke", "preferably not")),
        "never": Code("ikke", "not", ("aldrig", "må ikke være", "må ikke", "must not be", "must not", "never", "no")),
    },
    "free_time": {  # when somebody can meet in the course of a week
        f"{day}-{part}": Code(f"{danish} {del_}", f"{english} {part}")
        for day, danish, english in (
            ("mon", "mandag", "Monday"), ("tue", "tirsdag", "Tuesday"), ("wed", "onsdag", "Wednesday"),
            ("thu", "torsdag", "Thursday"), ("fri", "fredag", "Friday"), ("sat", "lørdag", "Saturday"),
            ("sun", "søndag", "Sunday"),
        )
        for part, del_ in (("morning", "formiddag"), ("afternoon", "eftermiddag"), ("evening", "aften"))
    },
    "language": {  # those that are spoken most in Denmark; any other stands for itself
        "danish": Code("dansk", "Danish"), "english": Code("engelsk", "English"), "german": Code("tysk", "German"),
        "arabic": Code("arabisk", "Arabic"), "somali": Code("somali", "Somali", ("somalisk",)),
        "turkish": Code("tyrkisk", "Turkish"), "kurdish": Code("kurdisk", "Kurdish"),
        "persian": Code("persisk", "Persian", ("farsi",)), "dari": Code("dari", "Dari"), "pashto": Code("pashto", "Pashto"),
        "urdu": Code("urdu", "Urdu"), "punjabi": Code("punjabi", "Punjabi"), "tamil": Code("tamil", "Tamil", ("tamilsk",)),
        "vietnamese": Code("vietnamesisk", "Vietnamese"), "thai": Code("thai", "Thai", ("thailandsk",)),
        "chinese": Code("kinesisk", "Chinese", ("mandarin",)), "bosnian": Code("bosnisk", "Bosnian"),
        "serbian": Code("serbisk", "Serbian"), "croatian": Code("kroatisk", "Croatian"),
        "albanian": Code("albansk", "Albanian"), "polish": Code("polsk", "Polish"),
        "romanian": Code("rumænsk", "Romanian"), "bulgarian": Code("bulgarsk", "Bulgarian"),
        "lithuanian": Code("litauisk", "Lithuanian"), "ukrainian": Code("ukrainsk", "Ukrainian"),
        "russian": Code("russisk", "Russian"), "french": Code("fransk", "French"), "spanish": Code("spansk", "Spanish"),
        "portuguese": Code("portugisisk", "Portuguese"), "italian": Code("italiensk", "Italian"),
        "swahili": Code("swahili", "Swahili"), "tigrinya": Code("tigrinya", "Tigrinya"),
        "amharic": Code("amharisk", "Amharic"), "swedish": Code("svensk", "Swedish"), "norwegian": Code("norsk", "Norwegian"),
        "icelandic": Code("islandsk", "Icelandic"), "faroese": Code("færøsk", "Faroese"),
        "greenlandic": Code("grønlandsk", "Greenlandic"),
        "sign-language": Code("dansk tegnsprog", "Danish sign language", ("tegnsprog",)),
    },
    "rule_status": {
        "enforced": Code("gælder", "enforced"),
        "off": Code("slået fra", "off"),
        "later": Code("kommer senere", "coming later"),
    },
    "legal_basis": {  # words only; from when to when each holds stands in rules/legal.py
        "lab-167": Code("LAB § 167", "LAB section 167", ("lab 167", "beskæftigelsesloven § 167", "§ 167",
            "LAB § 167, stk. 1")),
        "lab-167-2": Code("LAB § 167, stk. 2", "LAB section 167(2)", ("§ 167, stk. 2", "efter psykiatrisk indlæggelse")),
        "lab-167-3": Code("LAB § 167, stk. 3", "LAB section 167(3)", ("§ 167, stk. 3", "ved start på uddannelse")),
        "lab-31b": Code("LAB § 31 b", "LAB section 31 b", ("§ 31 b",)),
        "integration-23d": Code("integrationsloven § 23 d", "Integration Act section 23 d", ("§ 23 d", "integrationslov")),
        "child-30": Code("barnets lov § 30", "Children's Act section 30", ("barnets lov 30",)),
        "child-32": Code("barnets lov § 32", "Children's Act section 32", ("barnets lov 32",)),
        "service-18": Code("serviceloven § 18", "Service Act section 18", ("sel § 18",)),
        "resource-course": Code("ressourceforløb", "resource course", ("ressourceforløb (lab)",)),
        "rehabilitation": Code("revalidering", "rehabilitation"),
        "agreement": Code("aftale uden for loven", "agreement outside the law", ("aftale", "privat aftale")),
    },
    "support": {  # what a young person lives on, as far as the law has changed it; the days stand in rules/legal.py
        "cash-assistance": Code("kontanthjælp", "cash assistance", ("mindstesats", "grundsats", "forhøjet sats",
            "hjemmeboendesats")),
        "education-assistance": Code("uddannelseshjælp", "education assistance"),
        "transition-benefit": Code("overgangsydelse", "transition benefit"),
        "return-benefit": Code("selvforsørgelses- og hjemrejseydelse", "self-support and return benefit",
            ("selvforsørgelses-/hjemrejseydelse", "hjemrejseydelse", "selvforsørgelsesydelse", "shy")),
        "resource-benefit": Code("ressourceforløbsydelse", "resource course benefit", ("ressourceforløb",)),
        "rehabilitation-benefit": Code("revalideringsydelse", "rehabilitation benefit", ("revalidering",)),
        "su": Code("SU", "student grant", ("statens uddannelsesstøtte",)),
    },
    "age_band": {
        "under-15": Code("under 15 år", "under 15"),
        "15-17": Code("15–17 år", "15–17"),
        "18-24": Code("18–24 år", "18–24"),
        "25-29": Code("25–29 år", "25–29"),
        "30-over": Code("30 år og derover", "30 and over"),
        "unknown": Code("ukendt", "unknown", ("uoplyst",)),
    },
    "area": {},
    "benefit": {},
    "goal_area": {},  # both of them: what a goal can be about
}
# fmt: on


_learned: dict[tuple[str, str], tuple[str, str]] = {}  # what the scheme in use adds: list and code -> its words


def learn(list_name: str, additions: Mapping[str, tuple[str, str]]) -> None:
    """Take in the Danish and English words of the codes that a scheme adds to a list."""
    _learned.update({(list_name, code): said for code, said in additions.items()})


def words_of(list_name: str) -> dict[str, str]:
    """Code -> word in the language now in use, in the order of the list. KeyError for a list that is not ours."""
    danish = words.language() == "da"
    return {code: entry.da if danish else entry.en for code, entry in LISTS[list_name].items()}


def word(list_name: str, code: str) -> str:
    """The word for one code in the language now in use; a code that the list lacks stands for itself."""
    danish, english = LISTS[list_name].get(code, _learned.get((list_name, code), (code, code)))[:2]
    return danish if words.language() == "da" else english


def typed(list_name: str, code: str) -> str:
    """What people type for a code, as a list of choices tells it: in Danish its word, quoted where that has spaces.

    In English it is the code itself, which is English, and needs no quotation marks.
    """
    said = word(list_name, code) if words.language() == "da" else code
    return f'"{said}"' if " " in said else said


def code_for(list_name: str, typed: str, extra: Mapping[str, tuple[str, ...]] | None = None) -> str | None:
    """The code that a typed or imported word means, or None.

    An exact code first, then the words of the scheme (`Profile.extra`), then ours, compared without case, accents,
    spaces and hyphens.
    """
    own = extra or {}
    exact = typed.strip()
    if exact in LISTS[list_name]:
        return exact
    sought = plain(exact)
    for code, near in own.items():
        if sought and any(plain(near_word) == sought for near_word in (code, *near)):
            return code
    return _index(list_name).get(sought)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A word as lists compare it: folded, and without what people leave out or put between its parts."""
    return fold(text).translate(_BETWEEN)


_BETWEEN = dict.fromkeys(map(ord, " -_./"))


@cache
def _index(list_name: str) -> dict[str, str]:
    """Every way to write a code of one list -> the code."""
    table = LISTS[list_name]
    return {plain(way): code for code, entry in table.items() for way in (code, entry.da, entry.en, *entry.near)}
