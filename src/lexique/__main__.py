"""`python -m lexique` is the command `lexique`."""

from lexique.cli import main

main(prog_name="lexique")
