"""SHACL: shapes and data in, results out.

`validate` is the one way in. Data and shapes come as triples of `lexique.rdf`, never as paths; an
rdflib graph lives only inside this package. Core constraints are judged by pySHACL, the reference;
SPARQL constraints run as one query over all data, which gives the same results (see `sparql`).
"""

from lexique.shacl.engine import validate
from lexique.shacl.result import Result

__all__ = ["Result", "validate"]
