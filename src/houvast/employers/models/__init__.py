"""Employers and workplaces. No table here holds anything about a young person.

Names and telephone numbers of people who work at an employer are personal data too: those stand in
`EmployerContact` and `WorkUpload`, of class ID. All other tables are of class PR. Every row is kept
for five years after its last change (KEPT_FOR in the rules), a table that waits a day: each change
moves `destroy_on` on. The database keeps an employer, a contact and a workplace at least as long as
what hangs on it (migration 0002).
"""

from houvast.employers.models.demand import Demand
from houvast.employers.models.employers import (
    BrokerLink,
    Employer,
    EmployerContact,
    KnownBy,
)
from houvast.employers.models.imports import WorkUpload
from houvast.employers.models.questions import BrokerQuestion, MissingWorkplace
from houvast.employers.models.talks import Conversation, EmployerPromise
from houvast.employers.models.workplaces import (
    Workplace,
    WorkplaceChange,
    WorkplaceCondition,
)

__all__ = [
    "BrokerLink",
    "BrokerQuestion",
    "Conversation",
    "Demand",
    "Employer",
    "EmployerContact",
    "EmployerPromise",
    "KnownBy",
    "MissingWorkplace",
    "WorkUpload",
    "Workplace",
    "WorkplaceChange",
    "WorkplaceCondition",
]
