"""What is shown of employers and workplaces: finished values, a constant number of queries each.

What hangs on a row comes along as JSON in the same query, so a page costs as much with one row as
with a hundred.
"""

from houvast.employers.reads.employer_list import employers_page
from houvast.employers.reads.employers import employer_page
from houvast.employers.reads.workplace_list import workplaces_page
from houvast.employers.reads.workplaces import workplace_choices, workplace_page

__all__ = [
    "employer_page",
    "employers_page",
    "workplace_choices",
    "workplace_page",
    "workplaces_page",
]
