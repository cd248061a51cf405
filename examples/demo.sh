#!/bin/sh
# What `make demo` runs: one export harmonised, another validated. All institutions are invented.
set -eu
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

echo "1. Un export d’hôpital (Windows-1252, séparateur « ; ») : chaque fonction ramenée à son concept"
echo "   lexique harmonise examples/hopital.csv -o hopital.harmonise.csv"
echo
lexique harmonise examples/hopital.csv --encoding cp1252 -o "$out/hopital.csv"
lexique map - --format tsv <<'NAMES' | sed 's/^/   /'
Patiente partenaire
Médiateur.rice de santé-pair
MSP
Patients experts
Patient traceur
NAMES
echo
echo "   À regarder : « MSP » seul est ambigu, mais « Psychiatrie adulte » à côté le décide ;"
echo "   « Patient traceur » est une méthode, pas une personne ; « Patients experts » n’est jamais deviné."
echo
echo "2. Un classeur d’université (titres au-dessus de l’en-tête) : les déclarations contrôlées"
echo "   lexique validate examples/universite.xlsx"
echo
lexique validate examples/universite.xlsx || test $? -eq 1
echo
echo "   À regarder : chaque constat dit la cellule, la règle, que faire et sur quelle source il repose."
echo "   Le même rapport en page HTML : lexique validate examples/universite.xlsx --format html -o rapport.html"
