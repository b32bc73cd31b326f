//! Which nodes stand in which frame of a drawing.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::graph::GraphView;
use super::label::{class_label, clean, source_name};
use super::{Cluster, ExportInput};

/// The frames that are asked for, by title. A node that several documents mention has none.
pub(super) fn frames(view: &GraphView, input: &ExportInput<'_>) -> BTreeMap<String, Vec<NodeIndex>> {
    let mut frames: BTreeMap<String, Vec<NodeIndex>> = BTreeMap::new();
    for (index, node) in view.nodes() {
        let title = match input.options.cluster {
            Cluster::None => None,
            Cluster::Document => match node.documents.as_slice() {
                [only] => Some(document_title(only, input)),
                _ => None,
            },
            Cluster::Class => node
                .classes
                .first()
                .map(|iri| clean(class_label(iri, input.ontology))),
        };
        if let Some(title) = title {
            frames.entry(title).or_default().push(index);
        }
    }
    frames
}

fn document_title(id: &str, input: &ExportInput<'_>) -> String {
    let reading = input.readings.iter().find(|reading| reading.document.id == id);
    reading.map_or_else(|| clean(id), source_name)
}
