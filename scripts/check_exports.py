#!/usr/bin/env python3
"""Reads exported files back with the libraries that others use, and compares what they find.

    scripts/check_exports.py DIR [--require]
    scripts/check_exports.py RELATA INPUT… [--require]

DIR holds the exports of one graph, one file for each format (kg.ttl, kg.nq, …; CSV for property
graphs as nodes.csv and relationships.csv); what is not there is not checked. With the program
RELATA instead, a graph is built from the inputs and exported in every format. A library or program
that is not installed is named and passed over; with --require it is a failure.

    RDF       pyoxigraph reads Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD; all must hold the same
              triples, those with named graphs the same quads. rdflib reads RDF/XML and JSON-LD.
    graphs    networkx reads GraphML and GEXF; both must have the same nodes and edges.
    drawings  Graphviz draws DOT with the same edges; SVG is well-formed XML.
    tables    every CSV row has all columns, every end of a relationship is a node; JSON Lines has the
              fields in their order.
"""

import csv
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CLAIM_FIELDS = ["document", "sentence", "subject", "relation", "object"]
CLAIM_LATER_FIELDS = ["polarity", "modality", "attribution", "time", "confidence", "extractor"]

failures = []
skipped = []


def check(good, what):
    print(("ok    " if good else "FAIL  ") + what)
    if not good:
        failures.append(what)


def optional(name):
    try:
        return __import__(name)
    except ImportError:
        skipped.append(name)
        return None


def find(folder, *extensions):
    files = sorted(path for path in folder.iterdir() if path.suffix.lstrip(".") in extensions)
    return files[0] if files else None


def classic(quads, ox):
    """Quads with each triple term turned into the statement that readers of RDF 1.1 know."""
    name = lambda local: ox.NamedNode(RDF + local)
    result = set()
    for quad in quads:
        if isinstance(quad.object, ox.Triple):
            term = quad.object
            parts = [("type", name("Statement")), ("subject", term.subject)]
            parts += [("predicate", term.predicate), ("object", term.object)]
            for local, value in parts:
                result.add(ox.Quad(quad.subject, name(local), value, quad.graph_name))
        else:
            result.add(quad)
    return result


def check_rdf(folder):
    ox = optional("pyoxigraph")
    if ox is None:
        return
    formats = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "rdf": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    quads = {}
    for extension, format in formats.items():
        path = find(folder, extension)
        if path is None:
            continue
        try:
            quads[extension] = set(ox.parse(input=path.read_bytes(), format=format))
            check(True, f"pyoxigraph reads {path.name}: {len(quads[extension])} statements")
        except (SyntaxError, ValueError) as error:
            check(False, f"pyoxigraph reads {path.name}: {error}")
    union = lambda found: {ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in found}
    if "ttl" not in quads:
        return
    triples = quads["ttl"]
    for extension in quads.keys() & {"nt", "nq", "trig"}:
        check(union(quads[extension]) == triples, f"the triples of {extension} are those of Turtle")
    if "nq" in quads and "trig" in quads:
        check(quads["nq"] == quads["trig"], "the quads of TriG are those of N-Quads")
    if "nq" in quads and "jsonld" in quads:
        check(classic(quads["nq"], ox) == quads["jsonld"], "the quads of JSON-LD are those of N-Quads")
    if "rdf" in quads:
        xml_text = lambda text: "".join(c if is_xml(c) else "\ufffd" for c in text)
        expected = {xml_quad(quad, ox, xml_text) for quad in classic(triples, ox)}
        left_out = expected - quads["rdf"]
        odd = [quad for quad in left_out if (quad.predicate.value[-1:] or "/") in "/#0123456789"]
        check(quads["rdf"] <= expected, "RDF/XML has no triple that Turtle lacks")
        check(len(odd) == len(left_out), f"RDF/XML lacks only what XML cannot name ({len(odd)} triples)")
    check_rdflib(folder, quads)


def xml_quad(quad, ox, xml_text):
    value = quad.object
    if isinstance(value, ox.Literal):
        text = xml_text(value.value)
        if value.language:
            value = ox.Literal(text, language=value.language)
        else:
            value = ox.Literal(text, datatype=value.datatype)
    return ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)


def is_xml(character):
    code = ord(character)
    return code in (9, 10, 13) or 32 <= code < 0xFFFE or code > 0xFFFF


def check_rdflib(folder, quads):
    rdflib = optional("rdflib")
    if rdflib is None:
        return
    # It prints a traceback for every literal that does not fit its datatype; these are counted below.
    logging.disable(logging.WARNING)
    for extension, format in (("rdf", "xml"), ("jsonld", "json-ld")):
        path = find(folder, extension)
        if path is None:
            continue
        dataset = rdflib.Dataset()
        try:
            dataset.parse(path, format=format)
        except Exception as error:  # rdflib raises whatever its parsers raise
            check(False, f"rdflib reads {path.name}: {error}")
            continue
        count = len(list(dataset.quads()))
        expected = len(quads.get(extension, ()))
        check(count == expected, f"rdflib reads {path.name}: {count} statements, pyoxigraph {expected}")
        ill = {str(term) for quad in dataset.quads() for term in quad if getattr(term, "ill_typed", False)}
        if ill:
            print(f"note  {path.name} has {len(ill)} values that do not fit their datatype: {sorted(ill)[:5]}")


def check_graphs(folder):
    networkx = optional("networkx")
    graphs = {}
    for extension in ("graphml", "gexf"):
        path = find(folder, extension)
        if path is None or networkx is None:
            continue
        try:
            graph = getattr(networkx, f"read_{extension}")(path)
        except Exception as error:  # as above
            check(False, f"networkx reads {path.name}: {error}")
            continue
        nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
        check(graph.is_directed(), f"networkx reads {path.name}: {nodes} nodes, {edges} edges")
        graphs[extension] = (nodes, edges)
    check(len(set(graphs.values())) <= 1, "GraphML and GEXF hold the same graph")
    return next(iter(graphs.values()), None)


def check_drawings(folder, counts):
    path = find(folder, "dot", "gv")
    if path is not None and shutil.which("dot") is None:
        skipped.append("dot")
    elif path is not None:
        run = subprocess.run(["dot", "-Tsvg", str(path)], capture_output=True, text=True, encoding="utf-8")
        # Graphviz complains of fonts and of labels that it had to move; only errors count.
        check(run.returncode == 0 and "syntax error" not in run.stderr, f"dot draws {path.name}")
        drawn = ET.fromstring(run.stdout.encode()) if run.returncode == 0 else ET.Element("svg")
        edges = [g for g in drawn.iter("{http://www.w3.org/2000/svg}g") if g.get("class") == "edge"]
        edges = [g for g in edges if (g.get("id") or "").startswith("e")]
        if counts is not None:
            check(len(edges) >= counts[1], f"dot draws {len(edges)} edges")
    path = find(folder, "svg")
    if path is not None:
        try:
            root = ET.parse(path).getroot()
            titles = sum(1 for _ in root.iter("{http://www.w3.org/2000/svg}title"))
            check(titles > 0, f"{path.name} is well-formed, with {titles} titles")
        except ET.ParseError as error:
            check(False, f"{path.name} is well-formed: {error}")


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        table = list(csv.reader(file, strict=True))
    check(len({len(row) for row in table}) == 1, f"{path.name}: {len(table) - 1} rows, all columns in each")
    return table


def check_tables(folder, counts):
    nodes, relationships = folder / "nodes.csv", folder / "relationships.csv"
    if nodes.exists() and relationships.exists():
        ids = [row[0] for row in rows(nodes)[1:]]
        check(len(ids) == len(set(ids)), "the ids of nodes.csv are unique")
        ends = {end for row in rows(relationships)[1:] for end in row[:2]}
        check(ends <= set(ids), "the ends of relationships.csv are nodes")
    for path in sorted(folder.glob("*.csv")):
        if path not in (nodes, relationships):
            table = rows(path)
            if counts is not None:
                check(len(table) - 1 == counts[1], f"{path.name} has a row for each edge")
    path = find(folder, "jsonl")
    if path is None:
        return
    with path.open(encoding="utf-8", newline="\n") as file:
        claims = [json.loads(line) for line in file]
    for claim in claims:
        fields = list(claim)
        later = [field for field in fields if field in CLAIM_LATER_FIELDS]
        if fields[:5] != CLAIM_FIELDS or later != CLAIM_LATER_FIELDS:
            check(False, f"{path.name}: fields in their order, found {fields}")
            return
    check(True, f"{path.name}: {len(claims)} claims, fields in their order")


def export_all(relata, inputs, folder):
    """Builds a graph and exports it in every format."""
    graph = str(folder / "graph")
    subprocess.run([relata, "build", *inputs, "--graph", graph], check=True, stdout=subprocess.DEVNULL)
    exports = folder / "exports"
    exports.mkdir()
    for extension in ("ttl", "nt", "nq", "trig", "jsonld", "rdf", "dot", "svg", "graphml", "gexf", "csv", "jsonl"):
        subprocess.run([relata, "export", "--graph", graph, "-o", str(exports / f"kg.{extension}")], check=True)
    subprocess.run([relata, "export", "--graph", graph, "--format", "csv", "-o", f"{exports}/"], check=True)
    return exports


def check_all(folder):
    check_rdf(folder)
    counts = check_graphs(folder)
    check_drawings(folder, counts)
    check_tables(folder, counts)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--require"]
    if len(arguments) == 1 and Path(arguments[0]).is_dir():
        check_all(Path(arguments[0]))
    elif len(arguments) > 1:
        with tempfile.TemporaryDirectory() as folder:
            check_all(export_all(arguments[0], arguments[1:], Path(folder)))
    else:
        sys.exit(__doc__)
    for name in sorted(set(skipped)):
        print(f"{'FAIL' if '--require' in sys.argv else 'skip'}  {name} is not installed")
    if failures or (skipped and "--require" in sys.argv):
        sys.exit(1)


main()
