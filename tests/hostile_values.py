"""What no browser sends for a field, by the kind of field."""

SCRIPT = "<script>alert('hoi')</script>"
LONG = ("é" + "e" * 9) * 6_000
"""With signs of two bytes; if all were, reading a post would take longer than answering it."""

TEXTS = (
    "", "   ", "👍🏽" * 12, "\u202eomgekeerd\u200f\u2066", "a\x00b\x00", "\x00" * 9, SCRIPT,
    "\"><img src=x onerror=alert('hoi')>", "'; drop table tracks_track; --", "{{ 7 }}{% now %}",
    "{over} %(over)d %s {0.__class__}", "regel\r\n" * 30, "\ufeff\u200b\u00ad", "Ⅷ" * 20,
    "\x1b[31m\x07\x08", "null", "../../etc/passwd", "=1+1", "0600000001", "Zoë O'Brien-Şahin",
)  # fmt: skip
DAYS = (
    "0001-01-01", "9999-12-31", "2027-02-30", "31-02-2027", "99999-01-01", "-1-1-1", "vandaag",
    "0", "🙂", "2027-13-01", "2027-00-10", "1e9", SCRIPT, "2027-01-01' or '1", "1900-01-01",
    "12:00", "2100-06-31", "\x00", "٢٠٢٧-٠٢-٣٠", "x" * 9000, "0000-00-00", "2999-01-01",
)  # fmt: skip
NUMBERS = (
    "-1", "1e309", "9" * 400, "NaN", "Infinity", "-0.5", "abc", "0x10", "🙂", "1 000",
    "2147483648", SCRIPT, "--1", "99999999999999999999", "1.2.3", "½",
)  # fmt: skip
CHOICES = (
    "x", "None", "null", "-1", "0", SCRIPT, "a" * 9000, "🙂", "\x00", "../", "true", "[]",
    "ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000", "open",
)  # fmt: skip
ODD_HEADS = f"{SCRIPT};x\r\na;b".encode()
"""A table like any other: which of its columns is which, is asked on the next page."""
FILES = (
    b"", b"\x00" * 99, b"\x89PNG\r\n\x1a\n", ODD_HEADS, b"PK\x03\x04",
    b"=1+1;b\r\nc;d", b"a;b\r\n" * 4_000_000, "een naam",
)  # fmt: skip
KEYS = ("", "x", "\x00", "9" * 5000, "{}", SCRIPT, "00000000-0000-0000-0000-00000000000g")
