"""What terminologists do with a vocabulary's files: form, mend, compare, derive, tabulate."""
