"""Migration operations for row level security. Released text is never edited: add a function."""

from collections.abc import Iterable

from django.db.migrations import RunSQL

MUNICIPALITY = "nullif(current_setting('houvast.municipality', true), '')::uuid"
USER = "nullif(current_setting('houvast.user', true), '')::uuid"
PURPOSE = "nullif(current_setting('houvast.purpose', true), '')"

APP, OWNER, AUDITOR = "houvast_app", "houvast_owner", "houvast_auditor"


def here(table: str) -> str:
    """SQL: the row is of the acting municipality and not past its date of destruction."""
    return f"{table}.municipality_id = {MUNICIPALITY} and {table}.destroy_on > houvast_today()"


def listed(values: Iterable[str]) -> str:
    """SQL: the values as a list for `in (…)`."""
    return ", ".join(f"'{one}'" for one in values)


def purpose(*allowed: str) -> str:
    """SQL: the acting purpose is one of these."""
    return f"{PURPOSE} in ({listed(allowed)})"


def held(person: str, *capacities: str) -> str:
    """SQL: the acting user has a live assignment to this person, for this purpose.

    `capacities` limits how (lead, second, …); none means any. Written out in each policy, not put
    in a function: the planner can turn it into a join.
    """
    how = f" and held.capacity in ({listed(capacities)})" if capacities else ""
    return (
        "exists (select 1 from sharing_assignment held"  # noqa: S608  (constants, from migrations)
        f" where held.person_id = {person} and held.user_id = {USER}"
        f" and held.municipality_id = {MUNICIPALITY} and held.purpose = {PURPOSE}{how}"
        " and held.since <= houvast_now() and held.until > houvast_now())"
    )


def serves(*roles: str, team: str = "") -> str:
    """SQL: the acting user has an unexpired membership in one of these roles (of this team)."""
    where = f" and serving.team_id = {team}" if team else ""
    return (
        "exists (select 1 from accounts_membership serving"  # noqa: S608
        f" where serving.user_id = {USER} and serving.municipality_id = {MUNICIPALITY}"
        f" and serving.role in ({listed(roles)}){where}"
        " and serving.since <= houvast_now() and serving.until > houvast_now())"
    )


def force(table: str) -> RunSQL:
    """Close a table for everyone, its owner included, until a policy opens it."""
    return RunSQL(
        f"alter table {table} enable row level security, force row level security",
        f"alter table {table} disable row level security, no force row level security",
    )


def policy(table: str, name: str, command: str, role: str, condition: str) -> RunSQL:
    """Let a role do one command on the rows that meet a condition.

    For an update the condition holds for the row before and after; see `changed` for two.
    """
    clause = "with check" if command == "insert" else "using"
    return RunSQL(
        f"create policy {name} on {table} for {command} to {role} {clause} ({condition})",
        f"drop policy {name} on {table}",
    )


def changed(table: str, name: str, before: str, after: str) -> RunSQL:
    """Let the application change rows that meet `before` into rows that meet `after`."""
    return RunSQL(
        f"create policy {name} on {table} for update to {APP}"
        f" using ({before}) with check ({after})",
        f"drop policy {name} on {table}",
    )


def seen_by_triggers(table: str) -> RunSQL:
    """Let the security definer functions of the owner read the table; nobody logs in as owner."""
    return policy(table, "for_the_triggers", "select", OWNER, "true")


def waits_a_day(table: str, may: str) -> list[RunSQL]:
    """A table that waits for a yes: its maker alone reads, changes and ends it, a day at most.

    `may` is who may put up. The owner's functions can end what is over, and read nothing else.
    """
    mine = f"uploaded_by_id = {USER} and until > houvast_now() and {may}"
    arrives = f"municipality_id = {MUNICIPALITY} and {mine}"
    return [
        force(table),
        policy(table, "own", "select", APP, f"{here(table)} and {mine}"),
        policy(table, "put_up", "insert", APP, arrives),
        changed(table, "columns_chosen", f"{here(table)} and {mine}", arrives),
        policy(table, "taken_down", "delete", APP, f"{here(table)} and {mine}"),
        policy(table, "over_for_forgetting", "select", OWNER, "until <= houvast_now()"),
        policy(table, "over", "delete", OWNER, "until <= houvast_now()"),
        RunSQL(f"grant delete on {table} to {APP}", f"revoke delete on {table} from {APP}"),
        RunSQL(
            f"alter table {table} add constraint {table}_waits_a_day_at_most"
            " check (until <= at + interval '24 hours')",
            f"alter table {table} drop constraint {table}_waits_a_day_at_most",
        ),
    ]


def forgets(function: str, table: str) -> RunSQL:
    """A function of the owner that ends what waited for too long, and gives how many."""
    return RunSQL(
        f"""
create function {function}() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from {table} where until <= houvast_now();
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function {function} from public;
grant execute on function {function} to {APP};
""",  # noqa: S608  (constants, from migrations)
        f"drop function {function}",
    )


def once(condition: str) -> str:
    """SQL: a condition that is about who looks and not about the row, asked once for a statement.

    As it stands in a policy the planner would ask it of every row, and guess that it lets hardly
    any through: then it sorts sixteen thousand rows to show fifty.
    """
    return f"(select {condition})"


def serving(*roles: str) -> str:
    """SQL: the same as `once(serves(…))`, by a function that looks past the row policies.

    For the tables that other policies ask: what stands written out there, with the policies of the
    memberships it asks, comes back in the plan of each table that asks about access.
    """
    return once(f"accounts_serves('{{{','.join(roles)}}}')")


HERE_AT_ONCE = f"municipality_id = {once(MUNICIPALITY)} and destroy_on > (select houvast_today())"
"""SQL: as `here`, for a table of which one statement reads thousands of rows."""


def seen_anew(table: str, name: str, before: str, now: str) -> RunSQL:
    """Put another condition in a policy that stands, and back."""
    return RunSQL(
        f"alter policy {name} on {table} using ({now})",
        f"alter policy {name} on {table} using ({before})",
    )


def closed_to_who_is_near(table: str, person: str) -> RunSQL:
    """Close a table for who knows the person in private, whatever other policies say.

    `person` is the column, which may be empty. Whom it is about is asked once for a statement.
    """
    near = f"coalesce({person} <> all ((select sharing_closed_to_me())::uuid[]), true)"
    return RunSQL(
        f"create policy not_for_who_is_near on {table} as restrictive for all to {APP}"
        f" using ({near})",
        f"drop policy not_for_who_is_near on {table}",
    )
