//! What things look like in a drawing: colours and shapes by class, lines by modality and polarity.
//! DOT and SVG agree on it.

use super::graph::{Edge, GraphView, Node, NodeKind};
use crate::claim::{Modality, Polarity};
use crate::ontology::Ontology;
use crate::ontology::vocabulary::{OWL, RDFS, local_name};

/// The kinds of things that a drawing tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Category {
    /// A human being.
    Person,
    /// A group of people with a name: company, party, government, armed force.
    Organization,
    /// A country, city, region.
    Place,
    /// A building, camp, prison, port.
    Facility,
    /// Something that happens.
    Event,
    /// An office, a position.
    Role,
    /// A text, law, agreement, statement.
    Work,
    /// Any other class; the number tells their top classes apart.
    Other(u8),
    /// A literal.
    Literal,
}

/// Fill and border, for light and for dark surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Colours {
    pub(super) fill: &'static str,
    pub(super) border: &'static str,
    pub(super) dark_fill: &'static str,
    pub(super) dark_border: &'static str,
}

/// The outline of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Pill,
    Box,
    Ellipse,
    Octagon,
    Hexagon,
    Tab,
    Note,
    Rounded,
    Bare,
}

/// Fonts of text, the first that is there.
pub(super) const FONTS: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
/// Colour of text.
pub(super) const INK: &str = "#1f2937";
/// Colour of text on dark ground.
pub(super) const DARK_INK: &str = "#e5e7eb";

/// Local names of classes, in lower case, by which a class or one above it is recognised; the first
/// line that fits decides, so that a prison is a facility although a facility is a place.
const RECOGNISED: [(Category, &[&str]); 7] = [
    (
        Category::Person,
        &["person", "human", "people", "fictionalcharacter"],
    ),
    (
        Category::Facility,
        &[
            "facility",
            "building",
            "structure",
            "infrastructure",
            "camp",
            "prison",
            "airport",
            "port",
            "militarybase",
            "hospital",
            "architecturalstructure",
            "civicstructure",
        ],
    ),
    (
        Category::Place,
        &[
            "place",
            "location",
            "country",
            "city",
            "region",
            "settlement",
            "geopoliticalentity",
            "gpe",
            "administrativearea",
            "spatialthing",
            "feature",
            "landform",
            "waterbody",
        ],
    ),
    (
        Category::Organization,
        &[
            "organization",
            "organisation",
            "group",
            "company",
            "corporation",
            "government",
            "armedforce",
            "agency",
            "party",
            "militia",
            "team",
            "collective",
            "agent",
        ],
    ),
    (
        Category::Event,
        &[
            "event",
            "activity",
            "process",
            "occurrence",
            "eventuality",
            "action",
            "attack",
            "meeting",
        ],
    ),
    (
        Category::Role,
        &[
            "role",
            "office",
            "position",
            "occupation",
            "title",
            "profession",
            "rank",
        ],
    ),
    (
        Category::Work,
        &[
            "work",
            "creativework",
            "document",
            "statement",
            "agreement",
            "law",
            "legislation",
            "treaty",
            "report",
            "informationobject",
            "article",
            "announcement",
            "legalact",
        ],
    ),
];

/// The categories of one drawing.
pub(super) struct Styles {
    /// Top classes that no line of [`RECOGNISED`] covers, sorted; their order gives the colour.
    others: Vec<String>,
}

impl Styles {
    pub(super) fn of(view: &GraphView, ontology: &Ontology) -> Self {
        let mut others: Vec<String> = view
            .nodes()
            .filter(|(_, node)| matches!(node.kind, NodeKind::Entity(_)))
            .filter(|(_, node)| recognise(node, ontology).is_none())
            .filter_map(|(_, node)| top_class(node, ontology))
            .collect();
        others.sort();
        others.dedup();
        Self { others }
    }

    pub(super) fn category(&self, node: &Node, ontology: &Ontology) -> Category {
        if matches!(node.kind, NodeKind::Literal(_)) {
            return Category::Literal;
        }
        recognise(node, ontology).unwrap_or_else(|| {
            let top = top_class(node, ontology);
            let at = top.and_then(|top| self.others.iter().position(|other| *other == top));
            Category::Other(at.map_or(0, |at| 1 + (at % 4) as u8))
        })
    }

    /// What the category is called in a legend.
    pub(super) fn name(&self, category: Category, ontology: &Ontology) -> String {
        match category {
            Category::Person => "person".into(),
            Category::Organization => "organisation".into(),
            Category::Place => "place".into(),
            Category::Facility => "facility".into(),
            Category::Event => "event".into(),
            Category::Role => "office, role".into(),
            Category::Work => "text, agreement".into(),
            Category::Literal => "value".into(),
            Category::Other(0) => "other".into(),
            Category::Other(slot) => {
                let classes = self
                    .others
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| 1 + (at % 4) as u8 == slot);
                let labels: Vec<&str> = classes
                    .map(|(_, iri)| super::label::class_label(iri, ontology))
                    .take(3)
                    .collect();
                labels.join(", ")
            }
        }
    }
}

impl Category {
    pub(super) fn colours(self) -> Colours {
        let [fill, border, dark_fill, dark_border] = match self {
            Self::Person => ["#dbeafe", "#2563eb", "#172f52", "#60a5fa"],
            Self::Organization => ["#fef3c7", "#b45309", "#43300e", "#fbbf24"],
            Self::Place => ["#dcfce7", "#15803d", "#123a25", "#4ade80"],
            Self::Facility => ["#ccfbf1", "#0f766e", "#0f3b37", "#2dd4bf"],
            Self::Event => ["#f3e8ff", "#7e22ce", "#351a50", "#c084fc"],
            Self::Role => ["#fce7f3", "#be185d", "#4a1230", "#f472b6"],
            Self::Work => ["#e0e7ff", "#4338ca", "#25235a", "#818cf8"],
            Self::Other(1) => ["#ffedd5", "#c2410c", "#47200c", "#fb923c"],
            Self::Other(2) => ["#ecfccb", "#4d7c0f", "#263a0c", "#a3e635"],
            Self::Other(3) => ["#cffafe", "#0e7490", "#0c3844", "#22d3ee"],
            Self::Other(4) => ["#fae8ff", "#a21caf", "#431248", "#e879f9"],
            Self::Other(_) => ["#f1f5f9", "#64748b", "#263040", "#94a3b8"],
            Self::Literal => ["none", "none", "none", "none"],
        };
        Colours {
            fill,
            border,
            dark_fill,
            dark_border,
        }
    }

    pub(super) fn shape(self) -> Shape {
        match self {
            Self::Person => Shape::Pill,
            Self::Organization => Shape::Box,
            Self::Place => Shape::Ellipse,
            Self::Facility => Shape::Octagon,
            Self::Event => Shape::Hexagon,
            Self::Role => Shape::Tab,
            Self::Work => Shape::Note,
            Self::Other(_) => Shape::Rounded,
            Self::Literal => Shape::Bare,
        }
    }
}

/// How an edge's line is stroked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Solid,
    Dashed,
    Dotted,
}

/// How an edge is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) stroke: Stroke,
    pub(super) colour: &'static str,
    pub(super) dark_colour: &'static str,
    /// Ends in a bar instead of an arrowhead.
    pub(super) tee: bool,
    pub(super) width: f64,
}

/// Dashed what may be or will be, dotted what is only wanted or conditional, red with a bar what is
/// denied, pale what only others say; the more documents, the thicker.
pub(super) fn line(edge: &Edge) -> Line {
    let stroke = match edge.modality {
        Modality::Asserted => Stroke::Solid,
        Modality::Possible | Modality::Future => Stroke::Dashed,
        Modality::Conditional | Modality::Wanted => Stroke::Dotted,
    };
    let negative = edge.polarity == Polarity::Negative;
    let (colour, dark_colour) = match (negative, edge.attributed) {
        (true, _) => ("#dc2626", "#f87171"),
        (false, true) => ("#8895a9", "#7c8aa0"),
        (false, false) => ("#475569", "#b6c2d2"),
    };
    let width = match edge.documents.len() {
        0 | 1 => 1.0,
        2 => 1.5,
        3..=5 => 2.0,
        _ => 2.5,
    };
    Line {
        stroke,
        colour,
        dark_colour,
        tee: negative,
        width,
    }
}

/// The word that says why an edge is no plain fact.
pub(super) fn reservation(edge: &Edge) -> Option<&'static str> {
    let negative = edge.polarity == Polarity::Negative;
    Some(match (edge.modality, negative) {
        (Modality::Asserted, false) => return None,
        (Modality::Asserted, true) => "not",
        (Modality::Possible, false) => "possible",
        (Modality::Possible, true) => "possible, not",
        (Modality::Future, false) => "future",
        (Modality::Future, true) => "future, not",
        (Modality::Conditional, false) => "conditional",
        (Modality::Conditional, true) => "conditional, not",
        (Modality::Wanted, false) => "wanted",
        (Modality::Wanted, true) => "wanted, not",
    })
}

/// The category of a node by its classes and those above them.
fn recognise(node: &Node, ontology: &Ontology) -> Option<Category> {
    let names = node.classes.iter().flat_map(|iri| lineage(iri, ontology));
    let names: Vec<String> = names.map(|iri| local_name(iri).to_lowercase()).collect();
    let fits = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
    RECOGNISED
        .iter()
        .find(|(_, known)| fits(known))
        .map(|(category, _)| *category)
}

/// A class and all above it.
fn lineage<'a>(iri: &'a str, ontology: &'a Ontology) -> Vec<&'a str> {
    let mut lineage = vec![iri];
    if let Some(id) = ontology.class(iri) {
        lineage.extend(
            ontology[id]
                .ancestors
                .iter()
                .map(|&above| ontology[above].iri.as_str()),
        );
    }
    lineage
}

/// The class that stands highest above the node's first class: the one with the fewest ancestors.
fn top_class(node: &Node, ontology: &Ontology) -> Option<String> {
    let first = node.classes.first()?;
    lineage(first, ontology)
        .into_iter()
        .filter(|iri| iri.strip_prefix(OWL) != Some("Thing") && iri.strip_prefix(RDFS) != Some("Resource"))
        .min_by_key(|iri| {
            (
                ontology.class(iri).map_or(0, |id| ontology[id].ancestors.len()),
                *iri,
            )
        })
        .map(str::to_owned)
}
