"""The steps of `assess` in the order in which they run."""

from __future__ import annotations

from rashomon.assess.alike import Likeness
from rashomon.assess.claims import draft_of
from rashomon.assess.content import contents
from rashomon.assess.denied import add_declined, with_denied
from rashomon.assess.findings import findings
from rashomon.assess.groups import groups
from rashomon.assess.index import PileIndex
from rashomon.assess.opposition import add_opposed
from rashomon.assess.origins import figure_origins, origins
from rashomon.assess.papers import with_papers
from rashomon.assess.positions import add_following, told
from rashomon.assess.record import Assessment, AssessSettings, Pile
from rashomon.assess.references import add_disowned, add_pointing
from rashomon.assess.rivals import rivals
from rashomon.assess.spread import Spread
from rashomon.assess.story import Stories
from rashomon.assess.tolls import tolls
from rashomon.assess.verdicts import Weighed
from rashomon.assess.wider import mark_wider, with_one_presence
from rashomon.link.record import Assigned

_DEFAULT = AssessSettings()


def assess(pile: Pile, settings: AssessSettings = _DEFAULT) -> Assessment:
    """Claims with their positions, origins, findings and what was dismissed, of a pile with every row joined."""
    pile = with_papers(pile)
    index = PileIndex(pile)
    traced = origins(index, settings)
    stories = Stories(index)
    likeness = Likeness(index, contents(index), traced, stories, settings)
    pairs = likeness.pairs()
    drafts = [draft_of([likeness.contents[i] for i in group]) for group in groups(likeness, pairs)]
    drafts = with_denied(likeness, [d for d in drafts if not d.members[0].pointing])
    drafts = with_one_presence(index, drafts)
    mark_wider(drafts, likeness, pairs)
    add_opposed(index, drafts, likeness.contents)
    add_pointing(index, drafts, likeness.contents, stories)
    add_disowned(index, drafts, likeness.contents)
    add_declined(likeness, drafts)
    add_following(drafts, traced)
    rows = told(index, drafts, traced)
    held = sorted({*rivals(likeness, pairs, stories), *tolls(index, stories)})
    weighed = Weighed(index=index, origins=traced, told=rows, stories=stories, spread=Spread(index), rivals=held)
    found = findings(weighed)
    return Assessment(
        claims=tuple(t.claim for t in rows),
        positions=tuple(sorted((p for t in rows for p in t.positions), key=lambda p: p.id)),
        origins=traced.rows,
        origin_of=tuple(Assigned(s.id, traced.of(s.id)) for s in sorted(pile.statements, key=lambda s: s.id)),
        figure_origin_of=figure_origins(index, traced),
        findings=found.findings,
        dismissed=found.dismissed,
    )
