//! IRIs that the program speaks: namespaces, terms, and the prefixes that everybody knows.

/// Claims, provenance, teaching.
pub const RELATA: &str = "https://w3id.org/relata/ns#";
/// People, organisations, places, conflict, politics.
pub const NEWS: &str = "https://w3id.org/relata/news#";
/// Below it stand entities, unless the user says otherwise.
pub const ENTITY: &str = "https://w3id.org/relata/entity/";
/// Below it stand documents whose id is no IRI.
pub const DOCUMENT: &str = "https://w3id.org/relata/document/";
/// Below it stand claims.
pub const CLAIM: &str = "https://w3id.org/relata/claim/";
/// Below it stand properties made from relation phrases that no ontology covers.
pub const OPEN: &str = "https://w3id.org/relata/open/";
/// Below it stand graphs that are not those of a document.
pub const GRAPH: &str = "https://w3id.org/relata/graph/";
/// RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// RDF Schema.
pub const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
/// OWL.
pub const OWL: &str = "http://www.w3.org/2002/07/owl#";
/// XML Schema datatypes.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// SKOS.
pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// PROV-O.
pub const PROV: &str = "http://www.w3.org/ns/prov#";
/// Web Annotation.
pub const OA: &str = "http://www.w3.org/ns/oa#";
/// Dublin Core terms.
pub const DCTERMS: &str = "http://purl.org/dc/terms/";
/// schema.org.
pub const SCHEMA: &str = "https://schema.org/";

/// Prefixes that need no declaration, sorted.
pub const PREFIXES: [(&str, &str); 18] = [
    ("claim", CLAIM),
    ("dcterms", DCTERMS),
    ("document", DOCUMENT),
    ("entity", ENTITY),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("news", NEWS),
    ("oa", OA),
    ("open", OPEN),
    ("owl", OWL),
    ("prov", PROV),
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("relata", RELATA),
    ("schema", SCHEMA),
    ("skos", SKOS),
    ("time", "http://www.w3.org/2006/time#"),
    ("xsd", XSD),
];

/// The part of an IRI after its last `#`, `/` or `:`.
pub fn local_name(iri: &str) -> &str {
    let trimmed = iri.trim_end_matches(['#', '/']);
    trimmed
        .rfind(['#', '/', ':'])
        .map_or(trimmed, |at| &trimmed[at + 1..])
}

/// Whether the text is an absolute IRI.
pub fn is_iri(text: &str) -> bool {
    oxrdf::NamedNode::new(text).is_ok()
}
