//! `relata explain`: the sentences behind the edges of an entity.

use std::io::Write;

use relata::claim::{Argument, Claim, EntityIri, Reading};
use relata::export::{resolve_entity, resolve_property};
use relata::ontology::Ontology;
use relata::query::explain::{Evidence, Explanation, Question, explain};
use relata::query::stats::standing;

use crate::cli::console::{self, BAD, BOLD, DIM, GOOD, NOTE, ODD, count, styled};
use crate::cli::{Answer, Context, graph};

/// Options of `relata explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata explain \"Syrian Democratic Forces\"        everything said about it
  relata explain Iraq memberOf                     what Iraq is a member of, and who says so
  relata explain SDF controls Qamishli             why this edge stands in the graph
  relata explain Iraq --json | jq '.[].evidence[].sentence.text'

Entities go by label, alias or IRI, properties by label (\"member of\"), name (memberOf) or prefixed
name (news:memberOf). Claims that are denied or only possible are shown too; they are no edges.")]
pub(crate) struct Args {
    /// Name or IRI of an entity
    entity: String,
    /// Property that leads from it
    property: Option<String>,
    /// Entity that it leads to
    other: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let graph = graph::open(context)?;
    let ontology = graph::ontology_of(&graph)?;
    let readings = graph::readings(&graph, &ontology)?;
    let question = Question {
        entities: match entities(&args.entity, &readings, &ontology, context) {
            Some(entities) => entities,
            None => return nothing(args),
        },
        properties: match &args.property {
            Some(name) => resolve_property(name, &ontology)?,
            None => Vec::new(),
        },
        others: match &args.other {
            Some(name) => match entities(name, &readings, &ontology, context) {
                Some(others) => others,
                None => return nothing(args),
            },
            None => Vec::new(),
        },
    };
    let explanations = explain(&readings, &ontology, &question);
    if args.json {
        let mut out = console::data();
        serde_json::to_writer_pretty(&mut out, &explanations)?;
        out.write_all(b"\n")?;
        out.flush()?;
    } else {
        let mut out = console::text();
        for (number, explanation) in explanations.iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            print(explanation, &mut out)?;
        }
        out.flush()?;
    }
    if explanations.is_empty() {
        context.note(
            ODD,
            "nothing found",
            &format!("no document says anything about {}", asked(args)),
        );
        if args.property.is_some() {
            context.hint(&format!(
                "`relata explain '{}'` shows everything about it",
                args.entity
            ));
        }
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}

/// The entities that a name means; where it means none, says so.
pub(super) fn entities(
    name: &str,
    readings: &[Reading],
    ontology: &Ontology,
    context: &Context,
) -> Option<Vec<EntityIri>> {
    match resolve_entity(name, readings, ontology) {
        Ok(found) => {
            if found.len() > 1 {
                let message = format!(
                    "`{name}` is the name of {}; all are taken",
                    count(found.len(), "entity", "entities")
                );
                context.note(NOTE, "note", &message);
            }
            Some(found)
        }
        Err(unknown) => {
            console::remark(ODD, "nothing found", &unknown.to_string());
            None
        }
    }
}

/// An empty answer.
fn nothing(args: &Args) -> anyhow::Result<Answer> {
    if args.json {
        let mut out = console::data();
        out.write_all(b"[]\n")?;
        out.flush()?;
    }
    Ok(Answer::No)
}

fn asked(args: &Args) -> String {
    let parts = [Some(&args.entity), args.property.as_ref(), args.other.as_ref()];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| format!("`{part}`"))
        .collect();
    parts.join(" ")
}

fn print(explanation: &Explanation<'_>, out: &mut impl Write) -> anyhow::Result<()> {
    let triple = format!(
        "{} — {} → {}",
        explanation.subject.label, explanation.property.label, explanation.object.label
    );
    let no_edge = if explanation.edge { "" } else { "  (no edge)" };
    writeln!(out, "{}{}", styled(BOLD, &triple), styled(DIM, no_edge))?;
    for evidence in &explanation.evidence {
        print_evidence(evidence, out)?;
    }
    Ok(())
}

/// A sentence with its circumstances and its source, indented.
pub(super) fn print_evidence(evidence: &Evidence<'_>, out: &mut impl Write) -> anyhow::Result<()> {
    let claim = evidence.claim;
    writeln!(out, "  {}", highlighted(claim))?;
    let standing = standing(claim);
    let mut facts = vec![styled(if claim.is_edge() { GOOD } else { BAD }, standing)];
    if let Some(attribution) = &claim.attribution {
        facts.push(format!("{} “{}”", attribution.speaker, attribution.cue));
    }
    if let Some(time) = &claim.time {
        facts.push(match &time.value {
            Some(value) => format!("{} ({value})", time.text),
            None => time.text.clone(),
        });
    }
    if let Some(place) = &claim.place {
        facts.push(format!("in {}", place.name.as_deref().unwrap_or(&place.text)));
    }
    facts.push(format!("confidence {:.2}", claim.confidence));
    writeln!(out, "    {}", facts.join(" · "))?;
    let document = evidence.document;
    let mut source = Vec::new();
    source.extend(document.publisher.clone());
    source.extend(document.date.clone());
    source.extend(document.title.as_ref().map(|title| format!("“{title}”")));
    source.push(format!(
        "{}:{}-{}",
        document.id, claim.sentence.start, claim.sentence.end
    ));
    writeln!(out, "    {}", styled(DIM, &source.join(", ")))?;
    Ok(())
}

/// The sentence with its arguments in bold and the words of the relation underlined: by colour
/// where there is one, else by `**` and `_`.
fn highlighted(claim: &Claim) -> String {
    let underline = anstyle::Style::new().underline();
    let color = console::has_color();
    let argument = |one: &Argument| (one.start, one.end, NOTE, "**");
    let mut marks = vec![argument(&claim.subject), argument(&claim.object)];
    marks.extend(claim.arguments.iter().map(argument));
    // The smaller one within a larger one is marked whole.
    marks.sort_by_key(|mark| mark.1 - mark.0.min(mark.1));
    marks.push((claim.relation.start, claim.relation.end, underline, "_"));
    let characters: Vec<char> = claim.sentence.text.chars().collect();
    let first = claim.sentence.start;
    marks.retain(|&(start, end, ..)| first <= start && start < end && end - first <= characters.len());
    // Arguments come first in the list: where another mark lies across one, it keeps what is left.
    let mut kept: Vec<(usize, usize, anstyle::Style, &str)> = Vec::new();
    for (start, end, style, sign) in marks {
        let (mut start, mut end) = (start, end);
        for &(from, to, ..) in &kept {
            if start < to && from < end {
                (start, end) = if from.saturating_sub(start) >= end.saturating_sub(to) {
                    (start, from.max(start))
                } else {
                    (to.min(end), end)
                };
            }
        }
        while start < end && characters[start - first].is_whitespace() {
            start += 1;
        }
        while start < end && characters[end - first - 1].is_whitespace() {
            end -= 1;
        }
        if start < end {
            kept.push((start, end, style, sign));
        }
    }
    kept.sort_by_key(|mark| mark.0);
    let mut text = String::new();
    let mut place = 0;
    for (start, end, style, sign) in kept {
        text.extend(&characters[place..start - first]);
        let words: String = characters[start - first..end - first].iter().collect();
        if color {
            text.push_str(&styled(style, &words));
        } else {
            text.push_str(&format!("{sign}{words}{sign}"));
        }
        place = end - first;
    }
    text.extend(&characters[place..]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
