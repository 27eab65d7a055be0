"""Work on figures of areas that takes longer than a browser waits. It knows nobody."""

from uuid import UUID

from procrastinate.contrib.django import app

from houvast.accounts.reads import safety_net
from houvast.areas.actions.relations import COUNT, count_relation


@app.task(name=COUNT)
def count_a_relation(municipality_id: str, answer_id: str) -> bool:
    """Count how figures go together. Running twice counts once."""
    return count_relation(by=safety_net(UUID(municipality_id)), answer_id=UUID(answer_id))
