"""Open what Houvast exports in LibreOffice, for real: `make try-office`."""
