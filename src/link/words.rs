//! Closed word lists of English news: titles, roles, kin, heads of names.
//!
//! What the ontology says of a noun comes first; these lists serve where it says nothing, so that
//! linking works with any ontology.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// A set of words, written as text.
pub(super) struct Words {
    text: &'static str,
    set: OnceLock<FxHashSet<&'static str>>,
}

impl Words {
    const fn new(text: &'static str) -> Self {
        Self {
            text,
            set: OnceLock::new(),
        }
    }

    /// Whether the word, in the list's case, is in the set.
    pub(super) fn has(&self, word: &str) -> bool {
        self.set
            .get_or_init(|| self.text.split_whitespace().collect())
            .contains(word)
    }
}

/// Head nouns of offices, roles and occupations, one a line.
const OFFICES: &str = include_str!("../../data/lexicon/offices.txt");

/// Whether the lower-case noun (or phrase) heads an office, a role or an occupation.
pub(super) fn is_office(noun: &str) -> bool {
    static SET: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    SET.get_or_init(|| OFFICES.lines().filter(|line| !line.starts_with('#')).collect())
        .contains(noun)
}

/// Verbs that say of their object what it did or is like.
pub(super) static JUDGING_VERBS: Words = Words::new(
    "applaud arrest attack blame censure charge chide commend condemn congratulate convict criticise
    criticize detain expel fine forgive hail honor honour imprison jail laud lambast mock praise prosecute
    punish rebuke reproach reward sack sanction sentence slam sue suspend thank",
);

/// Forms of address of men.
pub(super) static MALE_TITLES: Words = Words::new(
    "ayatollah baron brother cardinal count duke emir father imam king lord mr pope prince rabbi shaikh
    sheik sheikh sir sultan",
);

/// Forms of address of women.
pub(super) static FEMALE_TITLES: Words =
    Words::new("baroness countess dame duchess lady miss mrs ms princess queen sister");

/// Forms of address that say nothing of an office.
pub(super) static ADDRESSES: Words =
    Words::new("dame dr hon lady lord miss mr mrs ms mx prof rev reverend sir");

/// Abbreviated titles, without the dot.
pub(super) static SHORT_TITLES: Words = Words::new(
    "adm amb atty brig capt cdr ceo cfo cmdr col coo cpl cto det dr gen gov hon insp lt maj mep mp mr mrs
    ms mx pm pres prof rep rev sen sgt st-sgt supt",
);

/// Heads of titles and offices, and the roles that news puts before a name.
pub(super) static ROLES: Words = Words::new(
    "academic activist actor actress adjutant administrator admiral adviser advisor aide ambassador
    analyst anchor archbishop architect artist assistant astronaut athlete attacker attorney auditor
    author ayatollah banker baron baroness billionaire biologist bishop blogger bomber boss brigadier
    broker businessman businesswoman campaigner candidate captain cardinal chair chairman chairperson
    chairwoman champion chancellor chief clergyman cleric co-chair co-founder coach cofounder colonel
    columnist comedian commandant commander commissioner composer comptroller congressman congresswoman
    constable consul consultant coordinator coroner corporal correspondent councillor councilman
    councilwoman counsel count countess critic dean defendant defender delegate deputy designer
    detective dictator diplomat director dissident doctor driver duchess duke economist editor emir
    engineer entrepreneur envoy evacuee executive expert farmer fighter filmmaker financier firefighter
    fisherman footballer foreman founder fugitive gangster general goalkeeper governor guard gunman head
    headmaster historian imam inspector instructor investigator investor journalist judge justice king
    laureate lawmaker lawyer leader legislator lieutenant lobbyist lord magistrate magnate major manager
    marshal mathematician mayor mediator member midfielder militant minister model mogul monk musician
    negotiator neighbor neighbour nominee novelist nun nurse officer official oligarch ombudsman owner
    painter paramedic partner passenger pastor philosopher photographer physician physicist pilot player
    poet policeman policewoman politician pope premier president priest prince princess principal
    prisoner producer professor programmer prosecutor provost psychologist publisher pupil queen rabbi
    ranger rapper rapporteur rector reformer refugee registrar reporter representative researcher
    resident ruler runner sailor scholar scientist secretary senator sergeant shaikh shareholder sheik
    sheikh sheriff singer skipper sociologist soldier solicitor speaker specialist spokesman
    spokesperson spokeswoman star strategist striker student successor sultan superintendent surgeon
    survivor suspect swimmer teacher trader trainer treasurer tycoon undersecretary veteran vice
    vice-chairman vice-president victim volunteer warden warlord whip winner witness worker writer",
);

/// Words inside a title that are not its head.
pub(super) static TITLE_MODIFIERS: Words = Words::new(
    "acting adjunct assistant associate attorney brigadier caretaker chief crown deputy designate elect
    emeritus ex executive federal finance first foreign former grand high home incoming interim junior
    late lead longtime managing outgoing press senior special staff state supreme then top veteran vice",
);

/// What stands after "Secretary of" and the like without being a place or body of its own.
pub(super) static PORTFOLIOS: Words = Words::new(
    "affairs agriculture commerce culture defence defense development economy education energy
    environment finance foreign health home homeland housing industry information interior justice labor
    labour parliament police security staff state tourism trade transport transportation treasury war",
);

/// Nouns of male persons, apart from titles.
pub(super) static MALE_NOUNS: Words = Words::new(
    "actor boy brother businessman chairman clergyman congressman councilman dad duke father fisherman
    gentleman grandfather grandson gunman headmaster husband king man monk nephew policeman prince
    salesman son spokesman stepfather uncle waiter widower",
);

/// Nouns of female persons, apart from titles.
pub(super) static FEMALE_NOUNS: Words = Words::new(
    "actress aunt businesswoman chairwoman congresswoman councilwoman daughter duchess girl granddaughter
    grandmother heroine lady mother mum niece nun policewoman princess queen sister spokeswoman
    stepmother waitress widow wife woman",
);

/// Kin: they stand in apposition to a name and are no titles.
pub(super) static KIN: Words = Words::new(
    "aunt boyfriend brother child cousin dad daughter father fiance fiancee girlfriend grandchild
    granddaughter grandfather grandmother grandson half-brother half-sister husband mother mum nephew
    niece parent sibling sister son spouse stepfather stepmother stepson uncle widow widower wife",
);

/// Other nouns of persons, in the singular.
pub(super) static PERSON_NOUNS: Words = Words::new(
    "accomplice adult boy bystander citizen civilian colleague customer detainee employee enemy follower
    friend gentleman girl hostage immigrant individual infant inmate insurgent jihadist lady man migrant
    opponent patient pedestrian person protester rebel settler supporter teenager terrorist tourist
    troop villager visitor voter woman youth",
);

/// Heads of names of bodies.
pub(super) static BODY_HEADS: Words = Words::new(
    "academy administration agency airline airlines airways alliance army assembly association authority
    bank battalion board brigade brigades broadcaster brothers bundestag bureau cabinet caucus chamber
    charity church club coalition college command commission committee company confederation congress
    consortium cooperative corporation corps council court department directorate division faction
    federation fleet force forces foundation front fund government group guard guards holdings
    industries initiative inspectorate institute institution instruments insurance international knesset
    league leasing legion lines logistics magazine media militia ministry mission mosque motors movement
    navy network observatory office opposition orchestra organisation organization parliament partners
    partnership party petroleum pharmaceuticals police post press railway railways regiment resistance
    resources review school secretariat senate service services shipping society sons squad steel studio
    studios syndicate systems team technologies telegraph times tribunal tribune trust union unit united
    university ventures watch works",
);

/// Endings of the names of companies, without dot.
pub(super) static COMPANY_ENDINGS: Words =
    Words::new("ab ag as asa co corp gmbh inc kg llc llp ltd nv oy plc sa se spa");

/// Heads of names of buildings and other works that stand in a place.
pub(super) static FACILITY_HEADS: Words = Words::new(
    "airbase airfield airport arena barracks base bridge camp canal castle cathedral cemetery centre
    checkpoint clinic complex crossing dam depot dock embassy factory fort fortress garrison harbor
    harbour headquarters hospital hotel jail laboratory library lighthouse mall mill mine monastery
    monument mosque museum observatory outpost palace pier pipeline plant port prison quarry reactor
    refinery reservoir shipyard stadium station synagogue temple terminal theater theatre tower tunnel
    warehouse zoo",
);

/// Heads of names of places.
pub(super) static PLACE_HEADS: Words = Words::new(
    "archipelago avenue basin bay beach boulevard canton cape city coast county delta desert district
    fjord forest governorate gulf heights hill hills island islands isle isles lake mountain mountains
    neighborhood neighbourhood ocean park peninsula plateau prefecture province quarter region republic
    river road sea sound square state states strait street territories territory town valley village
    voivodeship zone",
);

/// Heads of names of laws, treaties and programmes.
pub(super) static LAW_HEADS: Words = Words::new(
    "accord accords act agreement amendment bill charter code constitution convention covenant
    declaration decree law ordinance pact protocol resolution statute treaty",
);

/// Heads of names of events.
pub(super) static EVENT_HEADS: Words = Words::new(
    "award awards battle championship championships conference cup festival games marathon massacre
    olympics prize revolution summit tournament uprising war",
);

/// Nouns that say what a name before them is: "the Osprey group", "the Reuters news agency".
pub(super) static TYPE_NOUNS: Words = Words::new(
    "agency bank daily label tabloid alliance bloc broadcaster cartel chain coalition company consortium faction firm gang group magazine
    militia movement network newspaper organisation organization party sect",
);

/// Words of names that do not count: for initials and for comparison.
pub(super) static FUNCTION_WORDS: Words = Words::new(
    "a against an and at by da das de del der des di du et for from in la le los of on or the to und van
    von with y",
);

/// Lower-case particles inside names of persons and places.
pub(super) static PARTICLES: Words = Words::new(
    "abu ap bin bint da dal das de del della den der di dos du ibn la las le los van vom von zu zum zur",
);

/// Particles that a hyphen ties to the name: "al-Hol".
pub(super) static TIED_PARTICLES: Words = Words::new("ad al an ar as ash at ath az ed el er es ez ul");

/// What follows a name of a person and belongs to it.
pub(super) static NAME_SUFFIXES: Words = Words::new("ii iii iv jnr jr snr sr v vi");

/// Capitalised openers of a sentence that no name starts with.
pub(super) static OPENERS: Words = Words::new(
    "a acting all an another any both each either every fellow few former he her his incoming interim it
    its late leading local many most neither no one other our outgoing rival senior several she some
    such that the their these they this those top two we what which who you",
);

/// Acronyms that name kinds of things and nobody.
pub(super) static COMMON_ACRONYMS: Words = Words::new(
    "AI AIDS ATM CEO CEOs CFO CO2 COO DNA GDP GPS HIV HR ID IED IEDs IT IVF LGBT MEP MEPs MP MPs NGO NGOs PC
    PhD PM PR Q&A SMS SUV TV UAV UAVs UFO VAT VIP WMD WWI WWII",
);

/// Days and months, with their abbreviations.
pub(super) static CALENDAR: Words = Words::new(
    "apr april aug august dec december feb february fri friday jan january july june mar march may mon
    monday nov november oct october sat saturday sep sept september sun sunday thu thur thurs thursday
    tue tues tuesday wed wednesday",
);

/// Prepositions whose complement, where it is a name, is a place.
pub(super) static LOCATIVES: Words =
    Words::new("across around in inside into near outside throughout toward towards within");

/// Words that say where in a place: "northeast Syria".
pub(super) static DIRECTIONS: Words = Words::new(
    "central east eastern greater inner lower north north-east north-eastern north-west north-western
    northeast northeastern northern northwest northwestern outer south south-east south-eastern
    south-west south-western southeast southeastern southern southwest southwestern upper west western",
);

/// Adjectives of a description that any group or body bears, so that they tell nothing apart.
pub(super) static TYPE_ADJECTIVES: Words = Words::new(
    "armed criminal extremist insurgent islamist jihadist militant monitoring opposition political
    radical rebel ruling same terror terrorist",
);

/// Roles that bodies have as well as persons.
pub(super) static BODY_ROLES: Words = Words::new(
    "broker champion consultant critic founder investor leader member model owner partner producer
    publisher shareholder star successor trader winner",
);

/// Heads of names of bodies that are surnames too.
pub(super) static SURNAMES: Words =
    Words::new("banks brothers church court guard house post press sons steel united watch works");

/// What places have: "Kessing's harbour", "the mayor of Kessing".
pub(super) static OF_PLACES: Words = Words::new(
    "ambassador army border capital citizen coast countryside economy embassy governor government harbour
    harbor inhabitant king mayor occupation outskirt parliament people population premier president
    queen resident shore siege street suburb territory",
);

/// What bodies have: "Vexel's shares", "the owner of Vexel".
pub(super) static OF_BODIES: Words = Words::new(
    "acquisition bankruptcy board boss branch ceo chairman chairwoman chief customer director employee
    executive founder headquarters majority manager member owner product profit revenue sale share
    shareholder spokesman spokesperson spokeswoman stake stock subsidiary takeover workforce",
);

/// What persons have: "Sollen's speech".
pub(super) static OF_PERSONS: Words = Words::new(
    "arrest body career childhood comment death face family hand home house lawyer life memoir mind remark
    resignation speech voice",
);

/// Verbs whose object, where it is a name of unknown kind, is a place.
pub(super) static DONE_TO_PLACES: Words = Words::new(
    "besiege bombard capture control enter evacuate flee hold invade leave occupy reach recapture retake
    seize shell surround tour visit",
);

/// Verbs whose object is a body.
pub(super) static DONE_TO_BODIES: Words = Words::new("acquire buy chair cofound found join own");

/// Verbs whose object is a person.
pub(super) static DONE_TO_PERSONS: Words = Words::new(
    "appoint arrest behead detain employ fire hire interview jail kidnap marry murder sack sentence wed",
);

/// Verbs whose subject is a body.
pub(super) static DONE_BY_BODIES: Words =
    Words::new("acquire buy employ hire manufacture merge produce publish");

/// Verbs of speech.
pub(super) static SPEECH: Words = Words::new(
    "add announce argue claim comment declare explain insist note recall remark report say state stress
    tell tweet warn write",
);

/// Verbs whose subject is a person.
pub(super) static DONE_BY_PERSONS: Words = Words::new(
    "add claim die explain graduate joke laugh live marry recall resign retire say smile speak study tell
    testify think tweet walk weep write",
);
