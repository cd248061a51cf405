"""SHACL: shapes and data in, results out.

`validate` is the one way in. Data and shapes come as triples of `lexique.rdf`, never as paths; an
rdflib graph lives only inside this package. Shapes are compiled and run in one pass, see
`compiled`; what is not compiled is left to pySHACL, the reference.
"""

from lexique.shacl.engine import validate
from lexique.shacl.result import Result

__all__ = ["Result", "validate"]
