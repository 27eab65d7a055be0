"""Many young people over many workplaces: the same rules in bits, so that a country takes seconds.

`lists.suggest` stays what people read; tests hold every answer here against it.
"""
