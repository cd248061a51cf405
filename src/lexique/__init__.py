"""lexique: the roles that patients and relatives play in health partnership, under one name each.

>>> import lexique
>>> lexique.harmonise("patientes partenaires").concepts
('patient-partenaire',)
"""

from __future__ import annotations

__version__ = "0.1.0"
