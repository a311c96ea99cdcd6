"""What one report gives by itself (composition in whole.py until every module stands)."""

from rashomon.annotate.record import Annotations, TimeReading, Timing

__all__ = ["Annotations", "TimeReading", "Timing"]
