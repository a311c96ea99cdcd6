"""The reading model: a report's text and its passages in, one `Parse` out.

One small encoder of our own with a head for each task, run by onnxruntime over windows of whole sentences; words,
sentences and lemmas come from rules and tables. It gives every offset in code points of the report's text, reads
nothing outside the passages it is given, and never alters, resolves or interprets: what a name refers to, what a
date means and who stands behind a pronoun is for the stages above, which see only `Parse`.
"""

from rashomon.model.reading import ReadingModel
from rashomon.model.weights import FileHash, ModelManifest, manifest

__all__ = ["FileHash", "ModelManifest", "ReadingModel", "manifest"]
