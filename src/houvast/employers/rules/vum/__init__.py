"""Vacancies in the shape in which municipalities, UWV and vacancy banks exchange them (VUM).

`fields` is the one table of what becomes what, `reading` and `writing` follow it, and `shown` in
the documentation is made of it. Of a jobseeker (werkzoekende) nothing comes in and nothing goes
out: a file in which one stands is refused as a whole (`persons`).
"""
