"""Sessions as Django keeps them, with whose each is: so that somebody sees and ends his own."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from houvast.accounts.models import SignedIn


class SessionStore(db.SessionStore):
    """Writes down beside a session who signed in with it; of who did not sign in, nobody."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table, with its column for whose it is."""
        return SignedIn

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of this session, as it is saved."""
        row: Any = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row
