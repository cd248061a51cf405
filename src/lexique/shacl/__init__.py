"""SHACL: shapes and data in, results out.

`validate` is the way in; where the same shapes judge again and again, `compile_shapes` makes the
checks once and `results_of` runs them. Data and shapes come as triples of `lexique.rdf`, never as
paths; an rdflib graph lives only inside this package. What is not compiled is left to pySHACL, the
reference.
"""

from lexique.shacl.compiled import Compiled, compile_shapes
from lexique.shacl.engine import results_of, validate
from lexique.shacl.errors import ShapesError
from lexique.shacl.result import Result

__all__ = ["Compiled", "Result", "ShapesError", "compile_shapes", "results_of", "validate"]
