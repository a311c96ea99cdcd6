"""Shows a ledger: the dossier to read, exports to compute with, the terminal.

In: the ledger of a case. Out: text and files. Nothing here decides anything or adds a sentence that could pass for a
report's own: what stands in a report is quoted and linked to its characters, everything else is marked as Rashomon's.
"""
