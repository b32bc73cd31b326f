#!/usr/bin/env python3
"""Checks the project's ontologies: what the loader and the extractor rely on must be there.

    pip install rdflib
    python3 scripts/check_ontology.py                    # ontology/relata.ttl and ontology/news.ttl
    python3 scripts/check_ontology.py --maps benches/maps  # and that maps name existing properties

Prints a line for every defect and ends with 1 if there is any.
"""

import argparse
import collections
import fnmatch
import itertools
import pathlib
import re
import sys

import rdflib
import rdflib.collection
from rdflib import OWL, RDF, RDFS, SKOS

NEWS = "https://w3id.org/relata/news#"
RELATA = rdflib.Namespace("https://w3id.org/relata/ns#")
ROOT = pathlib.Path(__file__).resolve().parent.parent
LEAST_CLASSES, LEAST_PROPERTIES = 75, 170
# What is a place and an organisation at once; the words around it decide which is meant.
TWOFOLD = {"Hospital", "Embassy"}
MARK = re.compile(r"\[\[.+?\]\]|\(\(.+?\)\)")


def local(iri):
    """The part of an IRI after its last `#` or `/`."""
    return re.split(r"[#/]", str(iri))[-1]


def ours(nodes):
    """Those nodes that are IRIs of the news namespace, sorted."""
    return sorted(n for n in set(nodes) if str(n).startswith(NEWS))


def check_texts(graph, nodes):
    """Every term has one English label and one comment."""
    for node in nodes:
        for predicate in (RDFS.label, RDFS.comment):
            texts = [t for t in graph.objects(node, predicate) if t.language == "en"]
            if len(texts) != 1:
                yield f"{local(node)}: {len(texts)} English {local(predicate)}s, expected one"


def check_nouns(graph, classes):
    """A head noun, label or alternative label is in lower case and belongs to one class."""
    owner = collections.defaultdict(set)
    for cls in classes:
        for predicate in (RELATA.headNoun, RDFS.label, SKOS.altLabel):
            for noun in graph.objects(cls, predicate):
                owner[str(noun)].add(local(cls))
                if predicate == RELATA.headNoun and str(noun) != str(noun).lower():
                    yield f"{local(cls)}: head noun `{noun}` is not in lower case"
    for noun, owners in sorted(owner.items()):
        if len(owners) > 1:
            yield f"noun `{noun}` belongs to {', '.join(sorted(owners))}, expected one class"


def check_hierarchies(graph, nodes, predicate):
    """No cycle, and every parent of ours is declared."""
    declared = set(nodes)
    for node in nodes:
        above = list(graph.transitive_objects(node, predicate))[1:]
        if any(node in graph.objects(a, predicate) for a in above):
            yield f"{local(node)}: cycle in {local(predicate)}"
        for parent in graph.objects(node, predicate):
            if str(parent).startswith(NEWS) and parent not in declared:
                yield f"{local(node)}: {local(predicate)} `{local(parent)}`, which is not declared"


def check_disjoint(graph, classes):
    """No class lies below two that are disjoint."""
    for cls in classes:
        above = set(graph.transitive_objects(cls, RDFS.subClassOf))
        for one in above:
            for other in graph.objects(one, OWL.disjointWith):
                if other in above:
                    yield f"{local(cls)}: below `{local(one)}` and `{local(other)}`, which are disjoint"


def class_set(graph, node):
    """The classes that a domain or range allows: itself, or the members of the union; none for anything."""
    union = graph.value(node, OWL.unionOf)
    members = list(rdflib.collection.Collection(graph, union)) if union else [node]
    return set() if OWL.Thing in members else set(members)


def below(graph, cls):
    """The class and all classes below it."""
    return set(graph.transitive_subjects(RDFS.subClassOf, cls))


def within(graph, inner, outer):
    """Whether every class of `inner` lies at or below one of `outer`; the empty set allows anything."""
    if not outer:
        return True
    return bool(inner) and all(any(c in below(graph, o) for o in outer) for c in inner)


def overlap(graph, left, right):
    """Whether a class lies below one of `left` and one of `right`, apart from those that are two things at once."""
    if not left or not right:
        return True
    one, other = (set().union(*(below(graph, c) for c in side)) for side in (left, right))
    return any(local(c) not in TWOFOLD for c in one & other)


def classes_at(graph, prop, predicate):
    """The classes of a property's domain or range."""
    return class_set(graph, graph.value(prop, predicate))


def check_property(graph, prop, classes):
    """Domain, range, inverse and examples of one property."""
    name = local(prop)
    types = set(graph.objects(prop, RDF.type))
    is_object = OWL.ObjectProperty in types
    if is_object == (OWL.DatatypeProperty in types):
        yield f"{name}: expected either owl:ObjectProperty or owl:DatatypeProperty"
    for predicate in (RDFS.domain, RDFS.range):
        values = list(graph.objects(prop, predicate))
        if len(values) != 1:
            yield f"{name}: {len(values)} values of {local(predicate)}, expected one"
            continue
        for value in class_set(graph, values[0]):
            literal = predicate == RDFS.range and not is_object
            if not (str(value).startswith(str(rdflib.XSD)) if literal else value in classes):
                yield f"{name}: {local(predicate)} `{value}` is not known"
        for parent in graph.objects(prop, RDFS.subPropertyOf):
            if not within(graph, class_set(graph, values[0]), classes_at(graph, parent, predicate)):
                yield f"{name}: {local(predicate)} is not within that of `{local(parent)}`"
    for inverse in graph.objects(prop, OWL.inverseOf):
        if (inverse, RDF.type, OWL.ObjectProperty) not in graph:
            yield f"{name}: inverse `{local(inverse)}` is not declared"
        for here, there in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            if classes_at(graph, prop, here) != classes_at(graph, inverse, there):
                yield f"{name}: {local(here)} is not the {local(there)} of its inverse `{local(inverse)}`"
    if OWL.SymmetricProperty in types and classes_at(graph, prop, RDFS.domain) != classes_at(graph, prop, RDFS.range):
        yield f"{name}: symmetric, with domain and range that differ"
    for example in graph.objects(prop, RELATA.example):
        yield from check_example(name, str(example))


def check_example(name, example):
    """One subject, one object, a sentence that ends, no stray bracket."""
    marks = MARK.findall(example)
    if sorted(m[0] for m in marks) != ["(", "["]:
        yield f"{name}: `{example}`: expected one [[subject]] and one ((object))"
    rest = MARK.sub("", example)
    if re.search(r"[\[\]()]", rest):
        yield f"{name}: `{example}`: stray bracket"
    if not example.endswith((".", "?", "!")):
        yield f"{name}: `{example}`: does not end as a sentence does"
    if len(example.split()) > 14:
        yield f"{name}: `{example}`: longer than 14 words"
    if re.match(r"[\[(]*[a-z]", example):
        yield f"{name}: `{example}`: does not begin with a capital"


def frames(graph, properties):
    """Frames (the sentence with slots for the arguments) to the properties that they teach."""
    found = collections.defaultdict(set)
    for prop in properties:
        for example in graph.objects(prop, RELATA.example):
            frame = MARK.sub(lambda m: "S" if m.group().startswith("[[") else "O", str(example))
            found[frame.lower().rstrip(".")].add(prop)
    return found


def decided(graph, left, right):
    """Whether a hierarchy, domains or ranges decide between two properties that a frame teaches."""
    above = [set(graph.transitive_objects(p, RDFS.subPropertyOf)) for p in (left, right)]
    kinds = [(p, RDF.type, OWL.DatatypeProperty) in graph for p in (left, right)]
    return (
        right in above[0]
        or left in above[1]
        or kinds[0] != kinds[1]
        or any(
            not overlap(graph, classes_at(graph, left, predicate), classes_at(graph, right, predicate))
            for predicate in (RDFS.domain, RDFS.range)
        )
    )


def check_frames(graph, properties):
    """A frame that two properties share leaves no doubt which of them is meant."""
    for frame, owners in sorted(frames(graph, properties).items()):
        for left, right in itertools.combinations(sorted(owners), 2):
            if not decided(graph, left, right):
                yield f"`{frame}` teaches {local(left)} and {local(right)}, and nothing decides between them"


def check_maps(graph, properties, folder):
    """Every property that a map names exists; a starred row is for a symmetric property."""
    names = {local(p): p for p in properties}
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            fields = line.split("\t")
            if len(fields) != 3 or fields[2] not in ("=", "~", "*"):
                yield f"{path.name}:{number}: expected property, type and one of = ~ *"
                continue
            hits = [p for n, p in names.items() if fnmatch.fnmatch(n.lower(), fields[0].lower())]
            if not hits:
                yield f"{path.name}:{number}: no property `{fields[0]}`"
            for prop in hits:
                if fields[2] == "*" and (prop, RDF.type, OWL.SymmetricProperty) not in graph:
                    yield f"{path.name}:{number}: `{local(prop)}` is not symmetric"


def main():
    """Reads, checks, reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maps", type=pathlib.Path, help="folder of benchmark maps to check too")
    arguments = parser.parse_args()

    graph = rdflib.Graph()
    for name in ("relata.ttl", "news.ttl"):
        graph.parse(ROOT / "ontology" / name)
    classes = ours(graph.subjects(RDF.type, OWL.Class))
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = ours(s for kind in kinds for s in graph.subjects(RDF.type, kind))

    defects = list(check_texts(graph, classes + properties))
    defects += check_nouns(graph, classes)
    defects += check_hierarchies(graph, classes, RDFS.subClassOf)
    defects += check_hierarchies(graph, properties, RDFS.subPropertyOf)
    defects += check_disjoint(graph, classes)
    for prop in properties:
        defects += check_property(graph, prop, set(classes))
    defects += check_frames(graph, properties)
    if len(classes) < LEAST_CLASSES:
        defects.append(f"{len(classes)} classes, expected at least {LEAST_CLASSES}")
    if len(properties) < LEAST_PROPERTIES:
        defects.append(f"{len(properties)} properties, expected at least {LEAST_PROPERTIES}")
    if arguments.maps:
        defects += check_maps(graph, properties, arguments.maps)

    taught = [p for p in properties if (p, RELATA.example, None) in graph]
    nouns = sum(1 for _ in graph.subject_objects(RELATA.headNoun))
    examples = sum(1 for _ in graph.subject_objects(RELATA.example))
    print(
        f"{len(classes)} classes with {nouns} head nouns, {len(properties)} properties, "
        f"{len(taught)} of them taught by {examples} examples"
    )
    for defect in defects:
        print(defect, file=sys.stderr)
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main())
