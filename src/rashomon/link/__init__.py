"""What stands across reports (composition in whole.py until every module stands)."""

from rashomon.link.record import Assigned, Dated, Happened, Links

__all__ = ["Assigned", "Dated", "Happened", "Links"]
