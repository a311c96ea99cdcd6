"""Hand-made sentences for tests of rules, and drafts as texts."""


def texts(text, ranges):
    return [text[each.start : each.end] for each in ranges]


def parts(text, draft):
    return texts(text, draft.source), texts(text, draft.cue), texts(text, draft.content)


def flat(*tagged):
    """A sentence whose parse tells no more than tags: each word as `form/UPOS`, all hanging on the first."""
    words = " ".join(tagged).split()
    return " ".join(
        f"{form}/{form.lower()}/{upos}/{1 if n else 0}/{'dep' if n else 'root'}"
        for n, (form, upos) in enumerate(w.rsplit("/", 1) for w in words)
    )
