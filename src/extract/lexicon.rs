//! Closed word lists of the extractor: verbs of speech, and what a governing word does to the
//! factuality of its complement.
//!
//! The classes follow FactBank (Saurí and Pustejovsky 2009) and the implicative verbs of Karttunen
//! (1971), reduced to what changes a claim's polarity or modality.

use crate::claim::Modality;

/// What a word does to the clause or event that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Leaves it as it is ("began to", "managed to").
    None,
    /// It did not happen ("failed to", "denied").
    Negates,
    /// It is not (yet) a fact.
    Makes(Modality),
}

/// Whether the verb introduces what somebody says, writes or finds.
pub(super) fn is_speech(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "add"
            | "note"
            | "announce"
            | "claim"
            | "state"
            | "report"
            | "declare"
            | "argue"
            | "insist"
            | "warn"
            | "confirm"
            | "stress"
            | "explain"
            | "acknowledge"
            | "admit"
            | "allege"
            | "assert"
            | "suggest"
            | "reveal"
            | "write"
            | "tweet"
            | "post"
            | "remark"
            | "recall"
            | "reiterate"
            | "underline"
            | "underscore"
            | "emphasise"
            | "emphasize"
            | "highlight"
            | "testify"
            | "estimate"
            | "maintain"
            | "complain"
            | "predict"
            | "vow"
            | "promise"
            | "pledge"
            | "deny"
            | "indicate"
            | "conclude"
            | "mention"
            | "point out"
            | "comment"
            | "respond"
            | "reply"
            | "concede"
            | "quote"
            | "caution"
            | "contend"
            | "repeat"
            | "answer"
            | "disclose"
            | "find"
            | "show"
            | "believe"
            | "think"
            | "joke"
            | "lament"
            | "observe"
            | "proclaim"
            | "read"
            | "stipulate"
            | "forecast"
            | "calculate"
            | "tout"
            | "fear"
            | "hope"
            | "expect"
            | "agree"
            | "call"
            | "ask"
            | "shout"
            | "cry"
            | "continue"
            | "express"
            | "go on"
            | "hint"
            | "imply"
            | "inform"
            | "notify"
            | "assure"
            | "remind"
            | "cite"
            | "judge"
            | "rule"
            | "decide"
            | "order"
            | "demand"
    )
}

/// Verbs of speech that need no clause at hand: a sentence part beside them is what was said.
pub(super) fn is_plain_speech(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "add"
            | "note"
            | "announce"
            | "claim"
            | "state"
            | "report"
            | "declare"
            | "argue"
            | "insist"
            | "warn"
            | "confirm"
            | "stress"
            | "explain"
            | "acknowledge"
            | "admit"
            | "allege"
            | "assert"
            | "write"
            | "tweet"
            | "remark"
            | "recall"
            | "reiterate"
            | "underline"
            | "emphasise"
            | "emphasize"
            | "testify"
            | "estimate"
            | "complain"
            | "predict"
            | "conclude"
            | "point out"
            | "comment"
            | "reply"
            | "concede"
            | "caution"
            | "contend"
            | "repeat"
            | "answer"
            | "joke"
            | "lament"
            | "observe"
            | "respond"
            | "continue"
    )
}

/// Verbs with which one side lays something at another's door.
pub(super) fn is_accusation(lemma: &str) -> bool {
    matches!(
        lemma,
        "accuse" | "suspect" | "charge" | "allege" | "blame" | "indict"
    )
}

/// Nouns that carry what somebody says ("the minister's claim that …", "a statement from …").
pub(super) fn is_speech_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "claim"
            | "statement"
            | "accusation"
            | "allegation"
            | "report"
            | "warning"
            | "assertion"
            | "announcement"
            | "belief"
            | "suggestion"
            | "remark"
            | "comment"
            | "complaint"
    )
}

/// What the word does to the clause, infinitive or event noun that depends on it.
pub(super) fn effect(lemma: &str) -> Effect {
    match lemma {
        "deny" | "refuse" | "fail" | "decline" | "avoid" | "prevent" | "stop" | "block" | "bar"
        | "prohibit" | "ban" | "reject" | "rule out" | "cancel" | "neglect" | "cease" | "abandon"
        | "foil" | "thwart" | "avert" | "refusal" | "failure" | "denial" | "halt" | "suspend" | "scrap"
        | "dismiss" | "disprove" | "deter" | "forbid" | "unable" | "stave off" | "drop" | "rejection"
        | "prevention" => Effect::Negates,
        "plan" | "intend" | "prepare" | "promise" | "vow" | "pledge" | "decide" | "schedule" | "set"
        | "due" | "slate" | "threaten" | "agree" | "commit" | "intention" | "decision" | "preparation"
        | "threat" | "ready" | "commitment" | "arrange" | "resolve" | "undertake" | "postpone" | "delay"
        | "poise" | "agreement" | "upcoming" | "expect" | "await" => Effect::Makes(Modality::Future),
        "want" | "wish" | "hope" | "urge" | "call" | "ask" | "demand" | "order" | "request" | "require"
        | "need" | "seek" | "try" | "attempt" | "aim" | "propose" | "recommend" | "advise" | "encourage"
        | "appeal" | "push" | "press" | "oblige" | "proposal" | "bid" | "effort" | "have" | "plead"
        | "beg" | "tell" | "lobby" | "desire" | "campaign" | "fight" | "struggle" | "instruct" | "vote"
        | "motion" | "invite" | "persuade" | "step" | "measure" | "move" | "willingness" | "aspire"
        | "strive" | "ought" | "call for" | "call on" | "necessary" | "willing" | "eager" | "keen"
        | "pressure" | "mandate" | "support" | "advocate" | "back" | "bill" | "draft" => {
            Effect::Makes(Modality::Wanted)
        }
        "accuse" | "suspect" | "allege" | "consider" | "fear" | "believe" | "think" | "suggest" | "doubt"
        | "seem" | "appear" | "able" | "likely" | "possible" | "charge" | "unlikely" | "indict"
        | "allegation" | "accusation" | "suspicion" | "possibility" | "risk" | "chance" | "right"
        | "ability" | "allow" | "permit" | "enable" | "opportunity" | "potential" | "speculate"
        | "imagine" | "rumor" | "rumour" | "investigate" | "probe" | "discuss" | "negotiate" | "question"
        | "wonder" | "explore" | "weigh" | "debate" | "talk" | "presume" | "assume" | "suppose"
        | "conspire" | "conspiracy" | "plot" | "option" | "prospect" | "blame" => {
            Effect::Makes(Modality::Possible)
        }
        _ => Effect::None,
    }
}

/// What a modal auxiliary does; `reported`: the clause is somebody's reported speech.
pub(super) fn modal(form: &str, reported: bool) -> Option<Modality> {
    Some(match form {
        "could" | "may" | "might" | "can" | "ca" => Modality::Possible,
        "would" | "'d" | "’d" if reported => Modality::Future,
        "would" | "'d" | "’d" => Modality::Conditional,
        "will" | "shall" | "'ll" | "’ll" | "wo" => Modality::Future,
        "should" | "must" | "ought" => Modality::Wanted,
        _ => return None,
    })
}

/// Adverbs that take the speaker's commitment away.
pub(super) fn is_hedge(lemma: &str) -> bool {
    matches!(
        lemma,
        "reportedly"
            | "allegedly"
            | "possibly"
            | "probably"
            | "perhaps"
            | "maybe"
            | "likely"
            | "supposedly"
            | "presumably"
            | "apparently"
            | "purportedly"
            | "potentially"
            | "conceivably"
    )
}

/// Words of negation that modify a verb.
pub(super) fn is_negation(lemma: &str) -> bool {
    matches!(
        lemma,
        "not" | "n't" | "n’t" | "never" | "neither" | "nor" | "nowhere" | "hardly" | "barely"
    )
}

/// Determiners and pronouns that turn the clause of their noun into its contrary.
pub(super) fn is_negative_determiner(lemma: &str) -> bool {
    matches!(lemma, "no" | "neither" | "nobody" | "none" | "nothing" | "no-one")
}
