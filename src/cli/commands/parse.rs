//! `relata parse`: the analysis of documents as CoNLL-U, JSON or drawn trees.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::Context as _;
use clap::ValueEnum;
use relata::export::{TreeDrawing, write_json};
use relata::nlp::{Analyser, Analysis, conllu};

use crate::cli::model::ModelArgs;
use crate::cli::reading::ReadingArgs;
use crate::cli::{Answer, Context, batches, console};

/// Options of `relata parse`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  relata parse article.txt
  echo 'Keld Marsh visited Sund.' | relata parse -
  relata parse --format svg article.txt > trees.svg
  relata parse --format json article.txt | jq '.sentences[].names[].text'
  relata parse --pretokenized gold.conllu        tokens and sentences as given, all else anew")]
pub(crate) struct Args {
    #[command(flatten)]
    reading: ReadingArgs,
    /// Take CoNLL-U in, and keep its tokens and sentences
    #[arg(long)]
    pretokenized: bool,
    /// What to write: CoNLL-U, an object of JSON a document and line, or one drawing of all trees
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: ParseFormat,
    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum ParseFormat {
    #[default]
    Conllu,
    Json,
    Svg,
}

/// An analysis in the form that was asked for.
enum Rendered {
    Text(Vec<u8>),
    Drawing(TreeDrawing),
}

impl ParseFormat {
    fn render(self, id: &str, text: &str, analysis: &Analysis) -> io::Result<Rendered> {
        let mut out = Vec::new();
        match self {
            Self::Conllu => conllu::write(&mut out, id, text, analysis)?,
            Self::Json => write_json(&mut out, id, text, analysis)?,
            Self::Svg => {
                let mut drawing = TreeDrawing::default();
                drawing.add(id, text, analysis);
                return Ok(Rendered::Drawing(drawing));
            }
        }
        Ok(Rendered::Text(out))
    }
}

/// Writes what is ready, and keeps drawings until all are there.
struct Output<W> {
    out: W,
    drawing: TreeDrawing,
}

impl<W: Write> Output<W> {
    fn take(&mut self, rendered: &Rendered) -> io::Result<()> {
        match rendered {
            Rendered::Text(text) => self.out.write_all(text),
            Rendered::Drawing(drawing) => {
                self.drawing.append(drawing);
                Ok(())
            }
        }
    }

    fn finish(&mut self, format: ParseFormat) -> io::Result<()> {
        if matches!(format, ParseFormat::Svg) {
            self.drawing.write(&mut self.out)?;
        }
        self.out.flush()
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> anyhow::Result<Answer> {
    let analyser = args.model.analyser(context)?;
    let mut output = Output {
        out: console::data(),
        drawing: TreeDrawing::default(),
    };
    if args.pretokenized {
        for path in &args.reading.inputs {
            output.take(&parse_tokens(path, &analyser, args.format)?)?;
        }
        output.finish(args.format)?;
        return Ok(Answer::Yes);
    }
    let config = args.reading.config(context)?;
    let tally = batches::run(
        &args.reading.inputs,
        args.reading.stdin_format(),
        &config,
        context,
        |document| {
            let analysis = analyser.analyse(document);
            args.format.render(&document.id.0, &document.text, &analysis)
        },
        |batch| {
            for rendered in batch {
                output.take(&rendered?)?;
            }
            Ok(output.out.flush()?)
        },
    )?;
    output.finish(args.format)?;
    Ok(if tally.failed > 0 {
        Answer::InPart
    } else {
        Answer::Yes
    })
}

fn parse_tokens(path: &Path, analyser: &Analyser, format: ParseFormat) -> anyhow::Result<Rendered> {
    let name = path.to_string_lossy();
    let source = if name == "-" {
        let mut source = String::new();
        io::stdin().lock().read_to_string(&mut source).map(|_| source)
    } else {
        fs::read_to_string(path)
    };
    let source = source.with_context(|| format!("cannot read `{name}`"))?;
    let given = conllu::read(&source).with_context(|| format!("`{name}` is not CoNLL-U"))?;
    let analysis = analyser.analyse_tokens(&given.text, &given.sentences);
    Ok(format.render(&name, &given.text, &analysis)?)
}
