"""A case on disk. In: originals, the rows of a build, decisions. Out: the same, whole after a crash at any moment.

A case is a folder: `case.toml`, `originals/<sha256>`, `snapshots/<n>/` (Parquet and `manifest.json`), `current`,
`decisions.jsonl`, `cache/`, `lock`. Nothing here reads a report, and no row is made here but those of `problems`.
"""

from rashomon.case.applying import Applied, applied
from rashomon.case.cache import Cache, cache_key, code_digest
from rashomon.case.check import check, validate, validate_export
from rashomon.case.decisions import Anchor, Decision, Decisions
from rashomon.case.editing import EDITABLE
from rashomon.case.folder import Case, anchor_of
from rashomon.case.manifest import Manifest, ModelUsed, manifest_json
from rashomon.case.mending import decided, mended
from rashomon.case.order import ordered, sort_key
from rashomon.case.references import references, rows_by_id, scalar_references
from rashomon.case.settings import CaseSettings, ReportFacts, stated_interval

__all__ = [
    "EDITABLE",
    "Anchor",
    "Applied",
    "Cache",
    "Case",
    "CaseSettings",
    "Decision",
    "Decisions",
    "Manifest",
    "ModelUsed",
    "ReportFacts",
    "anchor_of",
    "applied",
    "cache_key",
    "check",
    "code_digest",
    "decided",
    "manifest_json",
    "mended",
    "ordered",
    "references",
    "rows_by_id",
    "scalar_references",
    "sort_key",
    "stated_interval",
    "validate",
    "validate_export",
]
