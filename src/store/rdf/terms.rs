//! The IRIs that readings are written with.

macro_rules! terms {
    ($($namespace:literal : { $($name:ident = $local:literal),+ $(,)? })+) => {
        $($(pub(crate) const $name: &str = concat!($namespace, $local);)+)+
        /// All of them.
        pub(crate) const ALL: &[&str] = &[$($($name),+),+];
    };
}

terms! {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": {
        TYPE = "type",
        REIFIES = "reifies",
        PROPERTY = "Property",
    }
    "http://www.w3.org/2000/01/rdf-schema#": {
        LABEL = "label",
    }
    "http://www.w3.org/2004/02/skos/core#": {
        ALT_LABEL = "altLabel",
    }
    "http://www.w3.org/ns/prov#": {
        WAS_DERIVED_FROM = "wasDerivedFrom",
        WAS_ATTRIBUTED_TO = "wasAttributedTo",
    }
    "http://www.w3.org/ns/oa#": {
        SPECIFIC_RESOURCE = "SpecificResource",
        HAS_SOURCE = "hasSource",
        HAS_SELECTOR = "hasSelector",
        TEXT_POSITION_SELECTOR = "TextPositionSelector",
        START = "start",
        END = "end",
        TEXT_QUOTE_SELECTOR = "TextQuoteSelector",
        EXACT = "exact",
    }
    "http://purl.org/dc/terms/": {
        IDENTIFIER = "identifier",
        TITLE = "title",
        PUBLISHER = "publisher",
        LANGUAGE = "language",
        DATE = "date",
        SOURCE = "source",
    }
    "https://w3id.org/relata/ns#": {
        CLAIM = "Claim",
        DOCUMENT = "Document",
        MENTION = "Mention",
        CONTENT_HASH = "contentHash",
        SENTENCE = "sentence",
        POLARITY = "polarity",
        POSITIVE = "positive",
        NEGATIVE = "negative",
        MODALITY = "modality",
        ASSERTED = "asserted",
        POSSIBLE = "possible",
        FUTURE = "future",
        CONDITIONAL = "conditional",
        WANTED = "wanted",
        CONFIDENCE = "confidence",
        EXTRACTOR = "extractor",
        SUBJECT_TEXT = "subjectText",
        RELATION_TEXT = "relationText",
        OBJECT_TEXT = "objectText",
        SUBJECT_MENTION = "subjectMention",
        OBJECT_MENTION = "objectMention",
        TIME = "time",
        TIME_TEXT = "timeText",
        PLACE = "place",
        PLACE_TEXT = "placeText",
        ARGUMENT = "argument",
        SPEAKER_TEXT = "speakerText",
        ATTRIBUTION_CUE = "attributionCue",
    }
}
