"""Builds the reading model's weights from open corpora; never imported by the package.

The corpora lie in `../shared/data` beside the checkout; `python -m training.train` says what is missing.
"""
